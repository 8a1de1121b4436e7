package main

import (
	"bytes"
	"fmt"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// The folder of a log: its entries make the root that is signed, every file is what they make it,
// nothing is missing and nothing else is there; a client that reads tiles alone can prove entries,
// and that the trees of older checkpoints are the front of this one.
func checkLog(files folder, keys []note.Verifier, older []string) (string, error) {
	newest, err := openCheckpointFile(files.path("checkpoint"), keys[:1])
	if err != nil {
		return "", err
	}
	made := newTree(0, nil)
	if err := made.addFrom(files, newest.N); err != nil {
		return "", err
	}
	if err := made.mustMake(newest.Tree); err != nil {
		return "", err
	}
	if err := checkFiles(files, made); err != nil {
		return "", err
	}
	proved, err := proveEntries(files, newest.Tree, made)
	if err != nil {
		return "", err
	}
	said := fmt.Sprintf("a log of %d entries, %d of them proved", newest.N, proved)
	if len(keys) > 1 {
		cosigned, err := checkOlder(files, newest.Tree, files.path("cosigned"), keys)
		if err != nil {
			return "", err
		}
		said += "; cosigned by " + strings.Join(cosigned.cosigned, ", ")
	}
	for _, path := range older {
		if _, err := checkOlder(files, newest.Tree, path, keys[:1]); err != nil {
			return "", err
		}
	}
	return said, nil
}

func checkFiles(files folder, made *tree) error {
	paths, err := files.files()
	if err != nil {
		return err
	}
	seen := map[string]bool{}
	for _, path := range paths {
		seen[path] = true
		if path == "checkpoint" || path == "cosigned" {
			continue
		}
		if err := checkFile(files, path, made); err != nil {
			return err
		}
	}
	for level := ofEntries; level <= 7; level++ {
		for _, tile := range tilesOf(level, made.size) {
			if !seen[pathOf(tile)] {
				return fmt.Errorf("%s is not there", pathOf(tile))
			}
		}
	}
	return nil
}

// One that an older tree had may still be there: it is the front of a later one.
func checkFile(files folder, path string, made *tree) error {
	tile, err := parsePath(path)
	if err != nil {
		return err
	}
	level := tile
	if tile.L == ofEntries {
		level.L = 0
	}
	if tile.N*width+int64(tile.W) > made.size>>uint(height*level.L) {
		return fmt.Errorf("%s is of no tree of this log", path)
	}
	want, err := tlog.ReadTileData(level, made)
	if err != nil {
		return err
	}
	have, err := hashesOf(files, tile)
	if err != nil {
		return err
	}
	if !bytes.Equal(have, want) {
		return fmt.Errorf("%s is not what the entries make it", path)
	}
	return nil
}

// What is in a tile, and what a bundle's entries make of its tile.
func hashesOf(files folder, tile tlog.Tile) ([]byte, error) {
	if tile.L != ofEntries {
		return files.read(tile)
	}
	entries, err := files.entries(tile)
	var hashes []byte
	for _, entry := range entries {
		hash := tlog.RecordHash(entry)
		hashes = append(hashes, hash[:]...)
	}
	return hashes, err
}

// Every entry of a log of a few bundles; of a larger one some, among them both ends of each bundle.
// x/mod v0.7.0 reads some tiles without holding them against the root (of 600 entries the first):
// that they are right has been found from the entries, and each proof is checked by itself.
func proveEntries(files folder, newest tlog.Tree, made *tree) (int, error) {
	tiles := tlog.TileHashReader(newest, files)
	proved := 0
	for index := int64(0); index < newest.N; index++ {
		isEnd := index%width == 0 || index%width == width-1 || index == newest.N-1
		if newest.N > 4*width && !isEnd && index%63 != 0 {
			continue
		}
		proof, err := tlog.ProveRecord(newest.N, index, tiles)
		if err != nil {
			return 0, err
		}
		leaf := made.hashes[tlog.StoredHashIndex(0, index)]
		if err := tlog.CheckRecord(proof, newest.N, newest.Hash, index, leaf); err != nil {
			return 0, fmt.Errorf("entry %d: %w", index, err)
		}
		proved++
	}
	return proved, nil
}

// Whether the tree of another checkpoint is the front of the newest, and can still be read.
func checkOlder(files folder, newest tlog.Tree, path string, keys []note.Verifier) (
	checkpoint, error) {
	older, err := openCheckpointFile(path, keys)
	if err != nil || older.N == 0 {
		return older, err
	}
	proof, err := tlog.ProveTree(newest.N, older.N, tlog.TileHashReader(newest, files))
	if err == nil {
		err = tlog.CheckTree(proof, newest.N, newest.Hash, older.N, older.Hash)
	}
	if err == nil {
		err = proveLast(files, older.Tree)
	}
	if err != nil {
		return older, fmt.Errorf("%s: %w", path, err)
	}
	return older, nil
}

// It takes every tile at the edge of the tree.
func proveLast(files folder, tree tlog.Tree) error {
	bundles := tilesOf(ofEntries, tree.N)
	entries, err := files.entries(bundles[len(bundles)-1])
	if err != nil {
		return err
	}
	proof, err := tlog.ProveRecord(tree.N, tree.N-1, tlog.TileHashReader(tree, files))
	if err != nil {
		return err
	}
	leaf := tlog.RecordHash(entries[len(entries)-1])
	return tlog.CheckRecord(proof, tree.N, tree.Hash, tree.N-1, leaf)
}
