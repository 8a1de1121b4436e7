"""What an auditor can tell of the batches in a collector's journal, and a probe's own country of
what they commit to."""

import base64
import hashlib
import json
import os
import subprocess
import tempfile
from collections import Counter

import cbor2
from journal import BATCH, records
from lab import program


def audits(journal, probe_key):
    """What `tocsin-audit batch` says of each batch of this probe, by plan."""
    plans = {}
    for _, record in records(journal):
        entry, payload, _ = cbor2.loads(record)
        kind, envelope = cbor2.loads(entry)
        if kind == BATCH:
            said = audit(envelope, payload, probe_key)
            plans.setdefault(said["envelope"]["plan"], []).append(said)
    return plans


def audit(envelope, payload, probe_key):
    with tempfile.TemporaryDirectory() as folder:
        paths = [os.path.join(folder, name) for name in ("envelope", "payload")]
        for path, data in zip(paths, (envelope, payload)):
            with open(path, "wb") as file:
                file.write(data)
        done = subprocess.run([program("tocsin-audit"), "batch", *paths, "--probe-key", probe_key,
                               "--output", "json"], capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
    return json.loads(done.stdout)


def exported(state, log_key, country, country_key):
    """What `tocsin-audit export` finds of the watch in a collector's state directory, by outcome,
    time and serial."""
    done = subprocess.run([program("tocsin-audit"), "export", "--jsonl", "--plan", "watch",
                           "--log", state, "--log-key", base64.b64encode(log_key).decode(),
                           "--country", f"{country}={country_key}"],
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return figures_of(map(json.loads, done.stdout.splitlines()))


def root_again(state, log_key, country_keys, said, anchor):
    """What `tocsin-audit root` computes from a collector's state directory, of the entries and the
    time of which this answer of GET /v1/root is."""
    done = subprocess.run([program("tocsin-audit"), "root", "--log", state,
                           "--log-key", base64.b64encode(log_key).decode(),
                           *(word for country, key in country_keys.items()
                             for word in ("--country", f"{country.upper()}={key}")),
                           "--at", said["at"], "--anchor", anchor,
                           "--from", said["log"]["from"], "--size", said["log"]["size"]],
                          capture_output=True, text=True)
    assert done.returncode in (0, 2), done.stdout + done.stderr
    return as_written(done.stdout)


def as_written(text):
    """JSON with its numbers as they stand there."""
    return json.loads(text, parse_int=str, parse_float=str)


def figures_of(measurements):
    return Counter((row["outcome"], row.get("rtt_ns"), row.get("serial")) for row in measurements)


def opened(openings, commitment):
    """The value that is committed to, by the file of openings on the probe's disk."""
    with open(openings) as file:
        for field, salt, value in (line.split() for line in file):
            said = bytes([int(field)]) + bytes.fromhex(salt + value)
            if hashlib.sha256(said).hexdigest() == commitment:
                return bytes.fromhex(value)
    raise AssertionError(f"nothing opens {commitment}")
