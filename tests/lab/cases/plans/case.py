"""What a collector's log says of plans and operators: a probe says of a hostile plan that it does
not follow it, and goes on; it follows one that asks for less, obeys an operator's word, and
watches as compiled in when nothing else is said any more."""

import os
import re

from cast import ORIGIN, Cast
from journal import CHECKPOINTS, NOT_MEASURED, PLAN, PLAN_DIGEST, Journal, entries_of
from lab import equal, eventually, lab
from published import PublishedLog

MEASURE = "measures: [{check: soa, of: root, each: address, tcp_every: 60s, udp_every: %s}]"


class Instructed(Cast):
    """The collector's log says what the case wants it to."""
    wants = []

    def collector_config(self):
        return super().collector_config() + self.wants

    def watch_every(self, udp):
        return "plans: [" + self.write(f"watch-{udp}.yaml", ["name: watch", MEASURE % udp]) + "]"

    def probes(self):
        return super().probes()[:1]


with lab("full") as net:
    cast = Instructed(net, os.path.dirname(net.folder), countries=("no",))
    cast.enter()
    (probe,) = cast.probes()

    def said(words):
        return words in net.log(probe.name)

    def entries():
        return [int(index) for index in re.findall(r"entry=(\d+)", net.log("tocsind"))]

    def watched():
        envelopes = Journal(cast.path("collector", "journal")).envelopes
        return [envelope for envelope in envelopes if envelope[PLAN] == "watch"]

    def wants(new_entries, *lines):
        cast.wants = list(lines)
        wanted = len(entries()) + new_entries
        cast.reload_collector()
        eventually(lambda: len(entries()) == wanted, "the log says so")
        eventually(lambda: cast.published() > entries()[-1], "it is under a checkpoint")
        net.do("stop", probe.name)
        net.do("restart", probe.name)  # at a start it asks within seconds

    wants(1, cast.watch_every("10ms"))
    eventually(lambda: said("asks for soa more often than compiled in"), "the flood is refused")
    eventually(lambda: any(envelope[CHECKPOINTS] for envelope in watched()), "a checkpoint is seen")
    baseline = {envelope[PLAN_DIGEST] for envelope in watched()}
    assert len(baseline) == 1, "the watch goes on as it was"

    wants(2, cast.watch_every("20s"), cast.opt_out("A letter", net.letters()["k"]["ipv4"]))

    def slower():
        return [envelope for envelope in watched() if envelope[PLAN_DIGEST] not in baseline]

    eventually(slower, "the slower watch", 60)
    eventually(lambda: sum(envelope[NOT_MEASURED] > 0 for envelope in slower()) >= 2,
               "the operator's word is obeyed: the letter is left out, again and again", 120)

    wants(1)  # nothing of the watch: a log cannot end it, only go back to the compiled-in one
    eventually(lambda: watched()[-1][PLAN_DIGEST] in baseline, "the watch is as compiled in", 60)

    net.do("stop", probe.name)
    eventually(lambda: said("opt_out "), "the probe tells for which reason it left something out")
    net.do("stop", "tocsind")
    log = PublishedLog(cast.path("collector", "log"), ORIGIN, cast.log_key(probe))
    equal(log.entries, entries_of(cast.path("collector", "journal")), "the log, read by others")
