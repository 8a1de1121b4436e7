"""Probes with all plans on deliver the batches of each to a real collector as links of one chain:
nothing is missing, nothing is there twice. No server of a TLD answers here, and that says nothing
of the root: its letters stay up."""

import os

from cast import Cast
from journal import Journal, spool
from lab import equal, eventually, lab

FLEET = 100


class Busy(Cast):
    """Each probe runs every plan, with a zone that it verifies from the lab's own anchor."""

    def config_of(self, probe):
        anchor = self.path("lab.ds")
        keys = os.path.join(self.net.folder, "run", "zone")
        self.net.execute(probe.country, "sh", "-c", f"cp {keys}/K*.ds {anchor}")
        return super().config_of(probe) + [
            "plans: [identity, rssac047, spec10]", f"fleet_size: {FLEET}",
            f"fleet_number: {probe.number}", f"trust_anchor_file: {anchor}",
            "limits: {queries_per_second: 500, bytes_per_day: 100 GiB}"]


with lab("full") as net:
    cast = Busy(net, os.path.dirname(net.folder), countries=("no",))
    cast.enter()
    folder = cast.path("collector", "journal")
    probes = {probe.name: cast.probe_id(probe) for probe in cast.probes()}

    def who(name):
        return probes[name], spool(cast.path(name))[0]

    def plans_of(name):
        measured = Journal(folder).measured.get(who(name), {})
        return {plan for plan, tests in measured.items() if tests}

    for name in probes:
        eventually(lambda: {"watch", "identity", "spec10"} <= plans_of(name),
                   f"{name} has delivered tests of its plans", 280)
    ratios = [value for series, value in cast.metrics().items()
              if series.startswith("tocsin_root_availability_ratio{")]
    equal(ratios, [1, 1, 1, 1], "the root's availability, while no TLD answers")

    for name in probes:
        net.do("stop", name)
    for name in probes:  # closing, they kept what had not been sent
        net.do("restart", name)
    for name in probes:
        eventually(lambda: len(spool(cast.path(name))[2]) <= 1, f"{name} has delivered", 60)
        net.do("stop", name)
    net.do("stop", "tocsind")

    journal = Journal(folder)
    equal(journal.twice(), [], "batches that are in the journal twice")
    equal(journal.broken_links(), [], "batches that name another one before them")
    for name in probes:
        incarnation, following, waiting = spool(cast.path(name))
        there = journal.sequences(probes[name], incarnation)
        print(f"{name}: {dict(journal.measured[who(name)])}")
        equal(journal.gaps_of(*who(name)), set(), f"gaps that {name} tells of")
        equal(there | waiting, set(range(following)), f"batches of {name}")
