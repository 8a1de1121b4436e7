"""Reads a collector's public log from its folder, by C2SP's specifications alone: it shares no code
with the program that wrote it."""

import base64
import hashlib
import os
import struct

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def root_of(hashes):
    """MTH of RFC 6962 section 2.1, over hashes of leaves."""
    if len(hashes) <= 1:
        return hashes[0] if hashes else sha256()
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return sha256(b"\1", root_of(hashes[:split]), root_of(hashes[split:]))


def place(index, width):
    assert index < 1000, "no lab has a longer log"
    return f"{index:03d}" if width == 256 else f"{index:03d}.p/{width}"


class PublishedLog:
    """Its entries, once every file agrees with the signed checkpoint."""

    def __init__(self, folder, origin, key):
        self.folder = folder
        note, signatures = self._read("checkpoint").decode().rsplit("\n\n", 1)
        name, size, root = (note + "\n").split("\n")[:3]
        assert name == origin, f"the log of {name}"
        self._check_signature(note + "\n", signatures, origin, key)
        self.entries = [entry for index, width in self._widths(int(size))
                        for entry in self._bundle(index, width)]
        leaves = [sha256(b"\0", entry) for entry in self.entries]
        assert base64.b64decode(root) == root_of(leaves), "the root is that of the entries"
        self._check_tiles(leaves)

    def _check_signature(self, text, lines, origin, key):
        dash, name, blob = lines.strip().split(" ")
        assert (dash, name) == ("\u2014", origin), lines
        blob = base64.b64decode(blob)
        assert blob[:4] == sha256(origin.encode(), b"\n\1", key)[:4], "the key's id"
        Ed25519PublicKey.from_public_bytes(key).verify(blob[4:], text.encode())

    def _check_tiles(self, hashes, level=0):
        """Each level's hashes in its tiles; those of full tiles are the level above."""
        above = []
        for index, width in self._widths(len(hashes)):
            here = hashes[256 * index:256 * index + width]
            stored = self._read("tile", str(level), place(index, width))
            assert stored == b"".join(here), f"tile {level}/{index}"
            if width == 256:
                above.append(root_of(here))
        if above:
            self._check_tiles(above, level + 1)

    def _bundle(self, index, width):
        data, at = self._read("tile", "entries", place(index, width)), 0
        for _ in range(width):
            (length,) = struct.unpack_from("!H", data, at)
            yield data[at + 2:at + 2 + length]
            at += 2 + length
        assert at == len(data), "nothing behind the last entry"

    @staticmethod
    def _widths(size):
        return [(first // 256, min(256, size - first)) for first in range(0, size, 256)]

    def _read(self, *names):
        with open(os.path.join(self.folder, *names), "rb") as file:
            return file.read()
