"""A batch that is damaged on the probe's disk while the collector is away is told as a gap, by the
next envelope, by the collector's metrics and in its journal; every other batch arrives, and a probe
that lost nothing tells of nothing."""

import os

from cast import Cast
from journal import Journal, spool
from lab import equal, eventually, lab

with lab("full") as net:
    cast = Cast(net, os.path.dirname(net.folder), countries=("no",))
    cast.enter()
    one, other = cast.probes()

    def waiting(probe):
        return sorted(spool(cast.path(probe.name))[2])

    def lost(probe, reason):
        series = f'tocsin_probe_lost_batches_total{{probe="{probe.name}",reason="{reason}"}}'
        return cast.metrics()[series]

    def damage(probe, number):
        folder = cast.path(probe.name, "spool", "batches")
        name = next(name for name in os.listdir(folder) if int(name.split("-")[0]) == number)
        with open(os.path.join(folder, name), "r+b") as file:
            file.seek(os.path.getsize(file.name) // 2)
            byte = file.read(1)[0]
            file.seek(-1, os.SEEK_CUR)
            file.write(bytes([byte ^ 1]))

    for probe in (one, other):
        eventually(lambda: os.path.exists(cast.path(probe.name, "spool", "state")), "a spool")
        up = f'tocsin_probe_up{{probe="{probe.name}"}}'
        eventually(lambda: cast.metrics().get(up) == 1, f"{probe.name} reports")
    net.do("stop", "tocsind")
    for probe in (one, other):
        eventually(lambda: len(waiting(probe)) >= 3, f"{probe.name} keeps what it sees", 60)
    damaged = waiting(one)[1]
    damage(one, damaged)
    net.do("restart", "tocsind")

    eventually(cast.collector_ready, "the collector is back")
    eventually(lambda: lost(one, "unreadable") == 1, "the gap is told", 60)
    for probe in (one, other):
        eventually(lambda: len(waiting(probe)) <= 1, f"{probe.name} has delivered", 60)
        net.do("stop", probe.name)
    equal(lost(other, "unreadable"), 0, "what is told of the other probe")
    net.do("stop", "tocsind")

    journal = Journal(cast.path("collector", "journal"))
    for probe, gap in ((one, {damaged}), (other, set())):
        incarnation, following, left = spool(cast.path(probe.name))
        who = cast.probe_id(probe)
        equal(journal.gaps_of(who, incarnation), gap, f"gaps that {probe.name} tells of")
        # One whose acknowledgement was on its way when the probe stopped is in both.
        equal(journal.sequences(who, incarnation) | left, set(range(following)) - gap,
              f"batches of {probe.name}, in the journal or waiting")
