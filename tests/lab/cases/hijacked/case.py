"""A more specific route leads a letter's address to somebody else, whose zone stays behind. Once
the next zone is published his replies are incorrect by it, and the letter's own are correct."""

import os
import time

from lab import equal, eventually, lab

JUDGE = os.environ["TOCSIN_JUDGE_REPLIES"]
REPLIES = os.path.join(os.environ["PYTHONPATH"], "replies.py")

with lab("full") as net:
    letters = {letter: addresses["ipv4"] for letter, addresses in net.letters().items()}
    zones, kept = os.path.join(net.folder, "run", "zone"), os.path.join(net.folder, "replies")
    net.execute("no", "sh", "-c", f"cp {zones}/K*.ds {zones}/lab.ds")

    def judged(letter, *serials):
        """What it says of its SOA, by zones of which none was there before the first."""
        done = net.execute("no", "/usr/bin/python3", REPLIES, letters[letter], kept, "./SOA")
        equal(done.returncode, 0, done.stderr)
        at = time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())
        signed = [f"{zones}/{serial}.zone.signed" for serial in serials]
        done = net.execute("no", JUDGE, at, f"{zones}/lab.ds", kept, *signed)
        equal(done.returncode, 0, done.stderr)
        return done.stdout.strip()

    def answers():
        return net.ask("no", letters["k"]).nsid

    at_home, old = answers(), net.ask("no", letters["k"]).serial
    net.do("fault", "hijack", "letter=k")
    eventually(lambda: answers() == "rogue-k.world-as.lab", "the world follows the other route")
    equal(judged("k", old), "correct", "who says what the letter says")
    net.do("publish")
    eventually(lambda: net.ask("no", letters["l"]).serial > old, "a new zone")
    new = net.ask("no", letters["l"]).serial
    equal(judged("l", new), "correct", "another letter")
    equal(judged("k", old, new), "correct", "who may still be behind")
    equal(judged("k", new), "incorrect obw vnk", "who is too far behind")
    net.do("clear", "all")
    eventually(lambda: answers() == at_home, "the world is back")
    equal(judged("k", new), "correct", "the letter itself")
