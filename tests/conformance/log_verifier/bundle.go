package main

import (
	"errors"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// The log's part of an unpacked evidence bundle: its two checkpoints, the proof from the one to the
// other, the proofs of earlier entries, and the entries of the range, which lead from its front
// through the tree of `before` to that of `after`.
func checkBundle(files folder, keys []note.Verifier) (string, error) {
	after, err := openCheckpointFile(files.path("after"), keys)
	if err != nil {
		return "", err
	}
	before, err := checkBefore(files, after.Tree, keys)
	if err != nil {
		return "", err
	}
	paths, err := files.files()
	if err != nil {
		return "", err
	}
	first := rangeFirst(before, paths)
	if err := checkRange(files, paths, first, before, after.Tree); err != nil {
		return "", err
	}
	earlier, err := checkEarlier(files, paths, first, after, keys)
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("entries %d to %d, and %d from before; cosigned by %s", first, after.N-1,
		earlier, strings.Join(after.cosigned, ", ")), nil
}

// Nothing where there is no `before`.
func checkBefore(files folder, after tlog.Tree, keys []note.Verifier) (*tlog.Tree, error) {
	proof, lacking := os.ReadFile(files.path("consistency"))
	before, err := openCheckpointFile(files.path("before"), keys)
	if errors.Is(err, os.ErrNotExist) && errors.Is(lacking, os.ErrNotExist) {
		return nil, nil
	}
	if err == nil {
		err = lacking
	}
	if err == nil {
		err = checkConsistency(string(proof), before.Tree, after)
	}
	if err != nil {
		return nil, err
	}
	return &before.Tree, nil
}

func checkConsistency(text string, before, after tlog.Tree) error {
	lines := strings.Split(text, "\n")
	if lines[len(lines)-1] != "" {
		return errors.New("consistency: its last line has no end")
	}
	proof, err := parseHashes(lines[:len(lines)-1])
	if err == nil && before.N > 0 {
		err = tlog.CheckTree(proof, after.N, after.Hash, before.N, before.Hash)
	} else if err == nil && len(proof) > 0 {
		err = errors.New("an empty tree needs no proof")
	}
	if err != nil {
		return fmt.Errorf("consistency: %w", err)
	}
	return nil
}

// The bundle in which `before` ends, or else the first that is there.
func rangeFirst(before *tlog.Tree, paths []string) int64 {
	if before != nil {
		return before.N / width * width
	}
	first := int64(-1)
	for _, path := range paths {
		tile, err := parsePath(path)
		if err == nil && tile.L == ofEntries && (first < 0 || tile.N*width < first) {
			first = tile.N * width
		}
	}
	return first
}

// Exactly the tiles of the front and the bundles of the range are there.
func checkRange(files folder, paths []string, first int64, before *tlog.Tree,
	after tlog.Tree) error {
	wanted := map[string]bool{}
	front, err := readFront(files, first, wanted)
	if err != nil {
		return err
	}
	for _, bundle := range tilesOf(ofEntries, after.N) {
		wanted[pathOf(bundle)] = bundle.N*width >= first
	}
	for _, path := range paths {
		if strings.HasPrefix(path, "tile/") && !wanted[path] {
			return fmt.Errorf("%s is not of this range", path)
		}
	}
	made := newTree(first, front)
	if err := made.addFrom(files, after.N); err != nil {
		return err
	}
	if before != nil {
		if err := made.mustMake(*before); err != nil {
			return fmt.Errorf("before: %w", err)
		}
	}
	if err := made.mustMake(after); err != nil {
		return fmt.Errorf("after: %w", err)
	}
	return nil
}

// The partial tiles that the tree of the entries before the range has. They are whole or refused.
func readFront(files folder, first int64, wanted map[string]bool) ([]frontTile, error) {
	var front []frontTile
	for level := 1; first>>uint(height*level) > 0; level++ {
		tiles := tilesOf(level, first)
		tile := tiles[len(tiles)-1]
		if tile.W == width {
			continue
		}
		data, err := files.read(tile)
		if err != nil {
			return nil, err
		}
		if len(data) != tile.W*tlog.HashSize {
			return nil, fmt.Errorf("%s: no %d hashes", pathOf(tile), tile.W)
		}
		wanted[pathOf(tile)] = true
		front = append(front, frontTile{tile, data})
	}
	return front, nil
}

// Each entry from before the range has its proof in the tree of `after`, and the other way round.
func checkEarlier(files folder, paths []string, first int64, after checkpoint,
	keys []note.Verifier) (int, error) {
	counts := map[string]int{}
	for _, path := range paths {
		if strings.HasPrefix(path, "entry/") {
			counts[strings.TrimSuffix(path, ".tlog-proof")]++
		}
	}
	for path, count := range counts {
		if count != 2 {
			return 0, fmt.Errorf("%s: an entry or a proof alone", path)
		}
		index, err := parseNumber(strings.TrimPrefix(path, "entry/"))
		if err != nil || index >= first {
			return 0, fmt.Errorf("%s is not from before the range", path)
		}
		name := files.path(path)
		proof, err := readProof(name + ".tlog-proof")
		if err != nil {
			return 0, err
		}
		if proof.index != index || !strings.HasPrefix(string(proof.checkpoint), after.text+"\n") {
			return 0, fmt.Errorf("%s: its proof is about something else", path)
		}
		if _, err := checkProof(name+".tlog-proof", name, keys); err != nil {
			return 0, err
		}
	}
	return len(counts), nil
}
