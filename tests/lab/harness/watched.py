"""A probe that runs without a collector, and what it records: every measurement of the batches in
its spool, read by docs/formats alone."""

import hashlib
import os
import sys
import time
from collections import Counter

import cbor2
import zstandard
from lab import eventually, program

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(os.path.dirname(HERE)))
sys.path.append(os.path.join(ROOT, "tests", "conformance"))

from verify_formats import open_payload  # noqa: E402

SIGNS = ("stray", "second_answer", "icmp_error", "recursion_available", "hop_limit",
         "nsid_missing", "edns_missing", "answered_and_expired", "nearer_than_server")
PLAN, TARGET_SET = 10, 12


def now():
    """The clock that measurements are dated by."""
    return time.clock_gettime_ns(time.CLOCK_MONOTONIC_RAW)


class Watched:
    def __init__(self, net, country, *lines):
        """Starts the probe; `lines` go into its configuration."""
        self.net = net
        self.state = os.path.join(net.folder, "watched")
        self.config = self.state + ".yaml"
        self.read = set()
        self.targets = {}  # by digest
        self.rows = []
        with open(self.config, "w") as file:
            file.write("\n".join([f"state_dir: {self.state}", *lines]) + "\n")
        net.do("start", "watched", country, "--", program("tocsin-probe"), "run",
               "--config", self.config)

    def take(self):
        """All measurements so far."""
        folder = os.path.join(self.state, "spool", "batches")
        names = os.listdir(folder) if os.path.isdir(folder) else []
        for name in sorted(names):
            if name.endswith(".batch") and name not in self.read:
                self.read.add(name)
                with open(os.path.join(folder, name), "rb") as file:
                    *_, envelope, payload = cbor2.loads(file.read()[12:])
                self._take(cbor2.loads(cbor2.loads(envelope).value[2]), payload)
        return self.rows

    def _take(self, envelope, payload):
        plain = zstandard.decompress(payload)
        rows, objects, _ = open_payload(plain)
        for one in objects:
            self.targets[hashlib.sha256(one).digest()] = cbor2.loads(one)[1]
        targets = self.targets[envelope[TARGET_SET]]
        for row in rows:
            _, server, address = targets[row["endpoint"]]
            nsid = row["answer"] and row["answer"]["nsid"]
            row |= {"plan": envelope[PLAN], "letter": server[0], "address": bytes(address),
                    "family": "ipv4" if len(address) == 4 else "ipv6",
                    "signs": {name for bit, name in enumerate(SIGNS) if row["signs"] >> bit & 1},
                    "nsid": nsid and bytes.fromhex(nsid).decode()}
            self.rows.append(row)

    def of(self, letter, family, transport="udp", since=0, question="@"):
        """Those of one server that were sent after `since`, in order."""
        wanted = {"letter": letter, "family": family, "transport": transport,
                  "question": question}
        found = [row for row in self.take() if row["sent_at"] > since
                 and all(row[name] == value for name, value in wanted.items())]
        return sorted(found, key=lambda row: row["sent_at"])

    def first(self, letter, family, transport="udp", since=0, seconds=40, question="@"):
        """The first of them, as soon as it is there."""
        return eventually(lambda: self.of(letter, family, transport, since, question),
                          f"{letter} over {family} by {transport}", seconds)[0]


def outcomes(rows):
    return Counter(row["outcome"] for row in rows)
