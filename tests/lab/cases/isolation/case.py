"""A country whose borders go down says so itself: isolated, by its own references, in the batches
that it keeps and delivers later. With its line dead it says that nothing was measured. Neither is
an outage of the root when it arrives."""

import os

from audits import audits
from cast import Cast
from journal import Journal, spool
from lab import equal, eventually, lab

FAMILIES = ("ipv4", "ipv6")
KEPT = 3  # batches, of each kind

with lab("full") as net:
    cast = Cast(net, os.path.dirname(net.folder), countries=("no",))
    probe = cast.enter_with_one("no")
    cast.start(probe)

    def reaches(word):
        references = cast.status(probe)[0].get("references", {})
        return {references.get(family, {}).get("reach") for family in FAMILIES} == {word}

    def waiting():
        return len(spool(cast.path(probe.name))[2])

    def said_of(metric):
        return cast.metrics().get(f'tocsin_{metric}{{probe="{probe.name}"}}')

    def figures():
        return {value for series, value in cast.metrics().items()
                if series.startswith("tocsin_root_availability_ratio{")}

    def through(fault, word):
        """The fault, until a few batches were closed in it; then its end, until all is there."""
        net.do("fault", *fault)
        eventually(lambda: reaches(word), f"{fault}: {word}", 40)
        eventually(lambda: said_of("probe_up") == 0, "it is not heard of: silent", 40)
        before = waiting()
        eventually(lambda: waiting() >= before + KEPT, "it keeps what it sees", 60)
        equal(cast.status(probe)[1], 1, f"status while {word}")
        net.do("clear", "all")
        eventually(lambda: reaches("connected") and waiting() <= 1, "it has delivered", 90)
        eventually(lambda: figures() == {1}, "the root is seen as it is", 90)

    eventually(lambda: reaches("connected") and said_of("probe_up") == 1, "the probe reports", 40)
    through(["isolate", "country=no", "collector=lose"], "isolated")
    equal(said_of("not_measured_total"), 0, "what an isolated country did not measure")
    late = said_of("late_measurements_total")
    through(["cut-line", "country=no"], "line_dead")
    lost, late = said_of("not_measured_total"), said_of("late_measurements_total") - late
    assert lost + late > 50, f"a dead line: {lost} not measured, {late} too late to say"

    net.do("stop", probe.name)
    net.do("stop", "tocsind")
    folder = cast.path("collector", "journal")
    envelopes = [audit["envelope"] for audit in audits(folder, cast.public_key(probe))["watch"]]
    said = [(envelope["reach_v4"], envelope["reach_v6"]) for envelope in envelopes]
    print(f"{len(said)} batches: {', '.join('/'.join(one) for one in said)}")
    for word in ("connected", "isolated", "line_dead"):
        assert said.count((word, word)) >= KEPT, f"batches that say {word}"
    equal(Journal(folder).broken_links(), [], "batches that name another before them")
