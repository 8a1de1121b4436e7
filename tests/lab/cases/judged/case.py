"""Ten thousand replies of three vendors are judged correct. Changed glue, another DS, ended
signatures and an instance that stayed behind are incorrect, by the right rules."""

import os
import random
import re
import time
from collections import Counter

from lab import SEED, equal, eventually, lab

JUDGE = os.environ["TOCSIN_JUDGE_REPLIES"]
REPLIES = os.path.join(os.environ["PYTHONPATH"], "replies.py")
OLD, NEW = "2026010101", "2026010102"
EACH = 800  # replies, from each of thirteen letters
# Type, class, TTL and length of a record, then its data.
A, DS = rb"(?s)\x00\x01\x00\x01....\x00\x04", rb"(?s)\x00\x2b\x00\x01....\x00\x24"

with lab("small") as net:
    draw = random.Random(SEED)
    letters = net.letters()
    zones, kept = os.path.join(net.folder, "run", "zone"), os.path.join(net.folder, "replies")
    net.execute("probe", "sh", "-c", f"cp {zones}/K*.ds {zones}/lab.ds")
    text = net.execute("probe", "cat", f"{zones}/{OLD}.zone").stdout
    tlds = sorted(set(re.findall(r"^([a-z0-9-]+\.)\s.*\sNS\s", text, re.MULTILINE)) - {"arpa."})
    sets = [f"{tld}/{kind}" for tld in tlds for kind in ("NS", "DS")]
    sets += ["./SOA", "./NS", "./DNSKEY"]
    assert len(sets) > 1000, len(sets)

    def drawn():
        unknown = "".join(draw.choices("abcdefghijklmnopqrstuvwxyz", k=10))
        return draw.choice(sets) if draw.random() < 0.9 else f"www.rssac047-test.{unknown}/A"

    def keep(letter, *asked, family="ipv4"):
        done = net.execute("probe", "/usr/bin/python3", REPLIES, letters[letter][family], kept,
                           *asked)
        equal(done.returncode, 0, done.stderr)

    def judged(*serials, after=0):
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(time.time() + after))
        signed = [f"{zones}/{serial}.zone.signed" for serial in serials]
        done = net.execute("probe", JUDGE, at, f"{zones}/lab.ds", kept, *signed)
        equal(done.returncode, 0, done.stderr)
        return Counter(done.stdout.splitlines())

    def changed(asked, record):
        keep("k", asked)
        with open(kept, "r+b") as file:
            reply = file.read()
            at = file.seek(re.search(record, reply).end())
            file.write(bytes([reply[at] ^ 1]))
        return judged(OLD)

    for number, letter in enumerate(sorted(letters)):
        keep(letter, *(drawn() for _ in range(EACH)), family=("ipv4", "ipv6")[number % 2])
        equal(judged(OLD), {"correct": EACH}, f"a clean letter {letter}")
    equal(changed(f"{tlds[0]}/NS", A), {"incorrect vnk": 1}, "changed glue")
    equal(changed(f"{tlds[0]}/DS", DS), {"incorrect cpf vnk yds": 1}, "another DS")
    keep("k", f"{tlds[0]}/NS")
    equal(judged(OLD, after=60 * 86_400), {"incorrect kbd yds": 1}, "signatures that have ended")
    net.do("fault", "stale", "letter=k")
    eventually(lambda: net.ask("probe", letters["l"]["ipv4"]).serial == int(NEW), "a new serial")
    keep("k", "./SOA")
    equal(judged(OLD, NEW), {"correct": 1}, "a letter that may still be behind")
    equal(judged(NEW), {"incorrect obw vnk": 1}, "a letter that is too far behind")
