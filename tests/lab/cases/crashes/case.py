"""Collector and probe are killed, and the way between them is cut, in the middle of their work:
what was acknowledged is in the journal, nothing is there twice, what is missing is told as a
gap."""

import os
import subprocess

from cast import Cast
from journal import Journal, spool
from lab import equal, eventually, lab, program

with lab("full") as net:
    cast = Cast(net, os.path.dirname(net.folder), countries=("no",))
    cast.enter()
    journal_folder = cast.path("collector", "journal")
    probes = {probe.name: cast.probe_id(probe) for probe in cast.probes()}

    def heard(name):
        incarnation, _, _ = spool(cast.path(name))
        return Journal(journal_folder).sequences(probes[name], incarnation)

    def wait_for_more(why, names=tuple(probes), count=2):
        before = {name: len(heard(name)) for name in names}
        for name in names:
            eventually(lambda: len(heard(name)) >= before[name] + count, f"{name} {why}", 60)

    for name in probes:
        eventually(lambda: os.path.exists(cast.path(name, "spool", "state")), f"{name} has a spool")
    wait_for_more("is heard")
    net.do("kill", "tocsind")
    reached = {name: spool(cast.path(name))[1] for name in probes}
    for name, number in reached.items():
        eventually(lambda: spool(cast.path(name))[1] >= number + 2, f"{name} goes on alone", 60)
    net.do("restart", "tocsind")
    wait_for_more("is heard by the collector that was killed")

    net.do("kill", "no-1")
    net.do("restart", "no-1")
    wait_for_more("is heard after it was killed", ["no-1"])

    net.do("fault", "isolate", "country=no", "collector=lose")
    number = spool(cast.path("no-2"))[1]
    eventually(lambda: spool(cast.path("no-2"))[1] >= number + 3, "no-2 keeps what it sees", 60)
    net.do("clear", "isolate")
    wait_for_more("is heard after it was cut off", count=4)

    # Nobody writes while it is counted.
    for name in probes:
        eventually(lambda: len(spool(cast.path(name))[2]) <= 1, f"{name} has delivered", 60)
        net.do("stop", name)
    net.do("stop", "tocsind")
    found = subprocess.run([program("tocsind"), "fsck", "--state", cast.path("collector")],
                           capture_output=True, text=True, timeout=120)
    equal(found.returncode, 0, f"fsck says: {found.stdout}{found.stderr}")
    journal = Journal(journal_folder)
    equal(journal.twice(), [], "batches that are in the journal twice")
    for name, probe in probes.items():
        incarnation, following, waiting = spool(cast.path(name))
        told = journal.gaps_of(probe, incarnation)
        there = journal.sequences(probe, incarnation)
        lost = set(range(following)) - there - told - waiting
        print(f"{name}: {len(there)} acknowledged, {len(told)} told as gaps, {len(waiting)} wait")
        equal(lost, set(), f"batches of {name} that nobody has and nobody tells of")
        equal(there & told, set(), f"batches of {name} that are both there and missing")
