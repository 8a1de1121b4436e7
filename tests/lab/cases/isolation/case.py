"""A country whose borders go down says so itself: isolated, by its own references, in the batches
that it keeps and delivers later. With its line dead it says that nothing was measured. Neither is
an outage of the root when it arrives."""

import os

from audits import audits
from cast import Cast
from journal import NOT_MEASURED, Journal, spool
from lab import equal, eventually, lab

KEPT = 3  # batches, of each kind


class Watching(Cast):
    def config_of(self, probe):
        return super().config_of(probe) + ["plans: []"]  # all batches are the watch's


with lab("full") as net:
    cast = Watching(net, os.path.dirname(net.folder), countries=("no",))
    probe = cast.enter_with_one("no")
    folder = cast.path("collector", "journal")
    cast.start(probe)

    def reaches(word):
        references = cast.status(probe)[0].get("references", {})
        return all(references.get(family, {}).get("reach") == word for family in ("ipv4", "ipv6"))

    def waiting():
        return len(spool(cast.path(probe.name))[2])

    def said_of(metric):
        return cast.metrics().get(f'tocsin_{metric}{{probe="{probe.name}"}}', -1)

    def lost():
        """To its own way; what the probe was too late to ask is by its own word."""
        late = sum(envelope[NOT_MEASURED] for envelope in Journal(folder).envelopes)
        return said_of("not_measured_total") - late

    def figures():
        """Of the root once the way is back: nothing that failed in a cut is in them."""
        seen = {value for series, value in cast.metrics().items()
                if series.startswith("tocsin_root_availability_ratio{")}
        assert seen <= {1}, f"the root: {seen}"
        return seen

    def through(fault, word):
        """The fault, until a few batches were closed in it; then its end, until all is there: the
        uplink goes on when a reference answers again, and each is asked every 10 s."""
        net.do("fault", *fault)
        eventually(lambda: reaches(word), f"{fault}: {word}", 40)
        eventually(lambda: said_of("probe_up") == 0, "it is not heard of: silent", 40)
        before = waiting()
        eventually(lambda: waiting() >= before + KEPT, "it keeps what it sees", 40)
        equal(cast.status(probe)[1], 1, f"status while {word}")
        net.do("clear", "all")
        eventually(lambda: figures() <= {1} and reaches("connected") and waiting() <= 1,
                   "it has delivered", 60)
        eventually(lambda: figures() == {1}, "the root is seen as it is", 40)
        batches = [one["envelope"] for one in audits(folder, cast.public_key(probe))["watch"]]
        said = [(one["reach_v4"], one["reach_v6"]) for one in batches]
        assert said.count((word, word)) >= KEPT and ("connected",) * 2 in said, said
        return sum(sum(one["outcomes"].values()) - one["outcomes"]["answered"]
                   for one, reach in zip(batches, said) if reach == (word, word))

    eventually(lambda: reaches("connected") and said_of("probe_up") == 1, "the probe reports", 40)
    through(["isolate", "country=no", "collector=lose"], "isolated")
    eventually(lambda: lost() == 0, "what an isolated country could not ask")
    late = said_of("late_measurements_total")
    dead = through(["cut-line", "country=no"], "line_dead")
    # Whether a batch of a dead line is the newest, and judged, or behind it, and late, is luck.
    eventually(lambda: lost() + said_of("late_measurements_total") - late >= dead > 0,
               f"{dead} failures behind a dead line are lost or late")

    net.do("stop", probe.name)
    net.do("stop", "tocsind")
    equal(Journal(folder).broken_links(), [], "batches that name another before them")
