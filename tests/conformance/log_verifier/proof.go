package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A C2SP tlog-proof.
type entryProof struct {
	index      int64
	path       tlog.RecordProof
	checkpoint []byte
}

// Whether the entry in the one file is where the proof in the other says.
func checkProof(path, entryPath string, keys []note.Verifier) (string, error) {
	proof, err := readProof(path)
	if err != nil {
		return "", err
	}
	signed, err := openCheckpoint(proof.checkpoint, keys)
	if err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	entry, err := os.ReadFile(entryPath)
	if err != nil {
		return "", err
	}
	leaf := tlog.RecordHash(entry)
	if err := tlog.CheckRecord(proof.path, signed.N, signed.Hash, proof.index, leaf); err != nil {
		return "", fmt.Errorf("%s: %w", path, err)
	}
	return fmt.Sprintf("entry %d of %d", proof.index, signed.N), nil
}

func readProof(path string) (entryProof, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return entryProof{}, err
	}
	proof, err := parseProof(string(text))
	if err != nil {
		return entryProof{}, fmt.Errorf("%s: %w", path, err)
	}
	return proof, nil
}

func parseProof(text string) (entryProof, error) {
	head, signed, found := strings.Cut(text, "\n\n")
	lines := strings.Split(head, "\n")
	if !found || lines[0] != "c2sp.org/tlog-proof@v1" {
		return entryProof{}, errors.New("no tlog-proof")
	}
	lines = lines[1:]
	if len(lines) > 0 && strings.HasPrefix(lines[0], "extra ") {
		lines = lines[1:]
	}
	if len(lines) == 0 || !strings.HasPrefix(lines[0], "index ") {
		return entryProof{}, errors.New("no index")
	}
	index, err := parseNumber(strings.TrimPrefix(lines[0], "index "))
	if err != nil {
		return entryProof{}, err
	}
	path, err := parseHashes(lines[1:])
	return entryProof{index, path, []byte(signed)}, err
}

func parseHashes(lines []string) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for _, line := range lines {
		hash, err := parseHash(line)
		if err != nil {
			return nil, err
		}
		hashes = append(hashes, hash)
	}
	return hashes, nil
}
