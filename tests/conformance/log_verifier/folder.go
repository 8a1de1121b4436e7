package main

import (
	"encoding/binary"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/mod/sumdb/tlog"
)

const (
	height    = 8 // of a tile
	width     = 1 << height
	ofEntries = -1 // x/mod's level of what it calls data
)

// A folder with a log's tiles and entry bundles in it (C2SP tlog-tiles).
type folder string

func (f folder) path(name string) string { return filepath.Join(string(f), name) }

// A partial one may be gone once the full one is there, which begins with it.
func (f folder) read(tile tlog.Tile) ([]byte, error) {
	bytes, err := os.ReadFile(f.path(pathOf(tile)))
	if err == nil || tile.W == width {
		return bytes, err
	}
	full := tile
	full.W = width
	bytes, later := f.read(full)
	if later != nil {
		return nil, err
	}
	return frontOf(bytes, tile), nil
}

func frontOf(bytes []byte, tile tlog.Tile) []byte {
	end := tile.W * tlog.HashSize
	if tile.L == ofEntries {
		end = 0
		for i := 0; i < tile.W && end+2 <= len(bytes); i++ {
			end += 2 + int(binary.BigEndian.Uint16(bytes[end:]))
		}
	}
	if end > len(bytes) {
		return bytes
	}
	return bytes[:end]
}

// x/mod's paths say the height as well, and have another word for entries.
func pathOf(tile tlog.Tile) string {
	name := strings.TrimPrefix(tile.Path(), fmt.Sprintf("tile/%d/", height))
	return "tile/" + strings.Replace(name, "data/", "entries/", 1)
}

func parsePath(path string) (tlog.Tile, error) {
	name := strings.TrimPrefix(path, "tile/")
	name = strings.Replace(name, "entries/", "data/", 1)
	tile, err := tlog.ParseTilePath(fmt.Sprintf("tile/%d/%s", height, name))
	if err == nil && pathOf(tile) != path {
		err = fmt.Errorf("%s is no tile", path)
	}
	return tile, err
}

// The paths of all files below it, with slashes.
func (f folder) files() ([]string, error) {
	var found []string
	err := filepath.WalkDir(string(f), func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		name, err := filepath.Rel(string(f), path)
		found = append(found, filepath.ToSlash(name))
		return err
	})
	return found, err
}

// The entries of a bundle: each behind its length in 16 bits.
func (f folder) entries(bundle tlog.Tile) ([][]byte, error) {
	rest, err := f.read(bundle)
	if err != nil {
		return nil, err
	}
	var entries [][]byte
	for len(rest) >= 2 {
		end := 2 + int(binary.BigEndian.Uint16(rest))
		if end > len(rest) {
			break
		}
		entries = append(entries, rest[2:end])
		rest = rest[end:]
	}
	if len(rest) != 0 || len(entries) != bundle.W {
		return nil, fmt.Errorf("%s: no %d entries", pathOf(bundle), bundle.W)
	}
	return entries, nil
}

// The tiles of a level as a tree of this size has them: full, but the last.
func tilesOf(level int, size int64) []tlog.Tile {
	hashes := size
	if level != ofEntries {
		hashes >>= uint(height * level)
	}
	var tiles []tlog.Tile
	for first := int64(0); first < hashes; first += width {
		tile := tlog.Tile{H: height, L: level, N: first / width, W: width}
		if hashes-first < width {
			tile.W = int(hashes - first)
		}
		tiles = append(tiles, tile)
	}
	return tiles
}

// What x/mod's client asks for tiles.
func (f folder) Height() int { return height }

func (f folder) ReadTiles(tiles []tlog.Tile) (data [][]byte, err error) {
	for _, tile := range tiles {
		bytes, err := f.read(tile)
		if err != nil {
			return nil, err
		}
		data = append(data, bytes)
	}
	return data, nil
}

func (f folder) SaveTiles([]tlog.Tile, [][]byte) {}
