package main

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// A checkpoint (C2SP tlog-checkpoint) that a log, and perhaps witnesses, have signed.
type checkpoint struct {
	tlog.Tree
	text     string
	cosigned []string // who, and when
}

// The first key is the log's, whose name is the origin. Each of them must have signed.
func openCheckpoint(bytes []byte, keys []note.Verifier) (checkpoint, error) {
	opened, err := note.Open(bytes, note.VerifierList(keys...))
	if err != nil {
		return checkpoint{}, err
	}
	if len(opened.Sigs) != len(keys) {
		return checkpoint{}, fmt.Errorf("signed by %d of %d keys", len(opened.Sigs), len(keys))
	}
	read, err := parseCheckpoint(opened.Text, keys[0].Name())
	for _, signature := range opened.Sigs {
		if signature.Hash != keys[0].KeyHash() {
			read.cosigned = append(read.cosigned, cosignedAt(signature))
		}
	}
	return read, err
}

// Exactly three lines, numbers and hashes in their one form.
func parseCheckpoint(text, origin string) (checkpoint, error) {
	lines := strings.Split(text, "\n")
	if len(lines) != 4 || lines[3] != "" {
		return checkpoint{}, errors.New("a checkpoint has three lines")
	}
	if lines[0] != origin {
		return checkpoint{}, fmt.Errorf("a checkpoint of %s, not of %s", lines[0], origin)
	}
	size, err := parseNumber(lines[1])
	if err != nil {
		return checkpoint{}, err
	}
	root, err := parseHash(lines[2])
	if err != nil {
		return checkpoint{}, err
	}
	if size == 0 && root != sha256.Sum256(nil) {
		return checkpoint{}, errors.New("an empty tree has another root")
	}
	return checkpoint{Tree: tlog.Tree{N: size, Hash: root}, text: text}, nil
}

func parseNumber(text string) (int64, error) {
	number, err := strconv.ParseInt(text, 10, 64)
	if err != nil || number < 0 || strconv.FormatInt(number, 10) != text {
		return 0, fmt.Errorf("%q is no number", text)
	}
	return number, nil
}

func parseHash(text string) (tlog.Hash, error) {
	hash, err := tlog.ParseHash(text)
	if err != nil || hash.String() != text {
		return tlog.Hash{}, fmt.Errorf("%q is no hash", text)
	}
	return hash, nil
}

func openCheckpointFile(path string, keys []note.Verifier) (checkpoint, error) {
	bytes, err := os.ReadFile(path)
	if err != nil {
		return checkpoint{}, err
	}
	read, err := openCheckpoint(bytes, keys)
	if err != nil {
		return checkpoint{}, fmt.Errorf("%s: %w", path, err)
	}
	return read, nil
}
