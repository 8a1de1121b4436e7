"""Signed notes as C2SP writes them down: who signed a log's checkpoint, and when.

Follows signed-note, tlog-checkpoint and tlog-cosignature, and nothing of ours.
"""

import base64
import hashlib

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

ED25519 = 1
COSIGNATURE = 4


def key_id(name, blob):
    return hashlib.sha256(name.encode() + b"\n" + blob).digest()[:4]


def key_text(name, algorithm, public):
    """The verifier key of these 32 bytes."""
    blob = bytes([algorithm]) + public
    return f"{name}+{key_id(name, blob).hex()}+{base64.b64encode(blob).decode()}"


def parse_key(text):
    name, identifier, blob = text.split("+", 2)
    blob = base64.b64decode(blob)
    if key_id(name, blob).hex() != identifier:
        raise ValueError(f"{text}: its id is not that of its key")
    return name, blob


def parse(note):
    """The text, and the bytes of each signature by name and key id."""
    text, lines = note.decode().rsplit("\n\n", 1)
    signatures = {}
    for line in lines.splitlines():
        dash, name, encoded = line.split(" ")
        if dash != "\u2014":
            raise ValueError(f"{line}: no signature")
        signature = base64.b64decode(encoded)
        signatures[name, signature[:4]] = signature[4:]
    return text + "\n", signatures


def verify(note, key):
    """When this key signed the note: the time of a cosignature, None for the log's own word.

    Raises where it did not, or wrongly.
    """
    text, signatures = parse(note)
    name, blob = parse_key(key)
    signature = signatures[name, key_id(name, blob)]
    public = Ed25519PublicKey.from_public_bytes(blob[1:])
    if blob[0] == ED25519:
        public.verify(signature, text.encode())
        return None
    if blob[0] != COSIGNATURE:
        raise ValueError(f"{key}: of another algorithm")
    time = int.from_bytes(signature[:8], "big")
    public.verify(signature[8:], f"cosignature/v1\ntime {time}\n{text}".encode())
    return time


def tree(note):
    """Origin, size and root of the checkpoint in a note."""
    origin, size, root = parse(note)[0].splitlines()
    return origin, int(size), base64.b64decode(root)
