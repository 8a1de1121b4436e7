package main

import (
	"crypto/sha256"
	"fmt"

	"golang.org/x/mod/sumdb/tlog"
)

// A tree that is made again from its entries, and from the tiles of those before them where a
// range does not begin with the log. It holds the hashes that x/mod wants stored.
type tree struct {
	size   int64
	hashes map[int64]tlog.Hash // by x/mod's index
	front  []frontTile
}

type frontTile struct {
	tlog.Tile
	data []byte
}

func newTree(size int64, front []frontTile) *tree {
	return &tree{size, map[int64]tlog.Hash{}, front}
}

// tlog.HashReader.
func (t *tree) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	var hashes []tlog.Hash
	for _, index := range indexes {
		hash, ok := t.hashes[index]
		if !ok {
			var err error
			if hash, err = t.hashInFront(index); err != nil {
				return nil, err
			}
		}
		hashes = append(hashes, hash)
	}
	return hashes, nil
}

func (t *tree) hashInFront(index int64) (tlog.Hash, error) {
	wanted := tlog.TileForIndex(height, index)
	for _, tile := range t.front {
		if tile.L == wanted.L && tile.N == wanted.N {
			return tlog.HashFromTile(tile.Tile, tile.data, index)
		}
	}
	return tlog.Hash{}, fmt.Errorf("hash %d is in no tile", index)
}

func (t *tree) add(entry []byte) error {
	hashes, err := tlog.StoredHashes(t.size, entry, t)
	if err != nil {
		return err
	}
	first := tlog.StoredHashIndex(0, t.size)
	for i, hash := range hashes {
		t.hashes[first+int64(i)] = hash
	}
	t.size++
	return nil
}

// Whether the first so many entries make this tree.
func (t *tree) mustMake(made tlog.Tree) error {
	root := tlog.Hash(sha256.Sum256(nil))
	if made.N > 0 {
		var err error
		if root, err = tlog.TreeHash(made.N, t); err != nil {
			return err
		}
	}
	if root != made.Hash {
		return fmt.Errorf("%d entries do not make the root that is signed", made.N)
	}
	return nil
}

// The rest of the entries of a tree of this size, out of the bundles of a folder.
func (t *tree) addFrom(files folder, size int64) error {
	for _, bundle := range tilesOf(ofEntries, size) {
		if bundle.N*width < t.size {
			continue
		}
		entries, err := files.entries(bundle)
		if err != nil {
			return err
		}
		for _, entry := range entries {
			if err := t.add(entry); err != nil {
				return err
			}
		}
	}
	return nil
}
