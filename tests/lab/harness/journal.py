"""Reads a collector's journal and a probe's spool from disk, by docs/formats alone: it shares no
code with the programs that wrote them."""

import hashlib
import os
import struct
from collections import Counter

import cbor2

BATCH = 1
PROBE, INCARNATION, SEQUENCE, PREVIOUS, PLAN, OUTCOMES, GAPS = 1, 3, 5, 6, 10, 13, 19
PLAN_DIGEST, NOT_MEASURED, CHECKPOINTS = 11, 14, 20


def records(folder):
    """Whole frames of every segment; a torn tail is not a record."""
    for name in sorted(os.listdir(folder)):
        if not name.endswith(".journal"):
            continue
        with open(os.path.join(folder, name), "rb") as file:
            data = file.read()
        at = 16
        while data[at:at + 4] == b"TFRM":
            length, index = struct.unpack_from("!IQ", data, at + 4)
            payload = data[at + 28:at + 28 + length]
            if len(payload) < length:
                return
            yield index, payload
            at += 28 + length


def entries_of(folder):
    return [cbor2.loads(record)[0] for _, record in records(folder)]


class Journal:
    """The acknowledged batches of a journal."""

    def __init__(self, folder):
        self.batches = Counter()  # how often each (probe, incarnation, sequence) is there
        self.gaps = {}            # what each (probe, incarnation) says that it lost
        self.measured = {}        # by each (probe, incarnation), of each plan: so many tests
        self.links = {}           # each batch's own digest, and what it says of the one before
        self.envelopes = []       # by the numbers of their fields, in the order of the log
        for _, record in records(folder):
            entry, _, acknowledgement = cbor2.loads(record)
            kind, body = cbor2.loads(entry)
            if kind == BATCH and acknowledgement:
                self._take(body, cbor2.loads(cbor2.loads(body).value[2]))

    def _take(self, signed, envelope):
        who = (envelope[PROBE], envelope[INCARNATION])
        batch = (*who, envelope[SEQUENCE])
        self.batches[batch] += 1
        self.envelopes.append(envelope)
        self.measured.setdefault(who, Counter())[envelope[PLAN]] += sum(envelope[OUTCOMES])
        self.links[batch] = (hashlib.sha256(signed).digest(), envelope[PREVIOUS])
        for first, last, _ in envelope[GAPS]:
            self.gaps.setdefault(who, set()).update(range(first, last + 1))

    def twice(self):
        return [batch for batch, times in self.batches.items() if times > 1]

    def broken_links(self):
        """Batches that name another envelope than the one before them, of whatever plan; before
        the first there is none."""
        def before(probe, incarnation, sequence):
            there = self.links.get((probe, incarnation, sequence - 1), (None,))
            return there[0] if sequence else bytes(32)
        return [batch for batch, (_, previous) in self.links.items()
                if before(*batch) not in (previous, None)]

    def sequences(self, probe, incarnation):
        return {one[2] for one in self.batches if one[:2] == (probe, incarnation)}

    def gaps_of(self, probe, incarnation):
        return self.gaps.get((probe, incarnation), set())


def spool(state):
    """(incarnation, first number never given out, numbers of the batches that wait)."""
    with open(os.path.join(state, "spool", "state"), "rb") as file:
        incarnation, following, *_ = cbor2.loads(file.read()[12:])
    names = os.listdir(os.path.join(state, "spool", "batches"))
    waiting = {int(name.split("-")[0]) for name in names if name.endswith(".batch")}
    return incarnation, following, waiting
