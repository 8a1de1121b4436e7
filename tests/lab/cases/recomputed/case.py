"""The hour and the day that a collector shows are, bit for bit, those that an auditor computes from
a copy of its log, also after the collector was restarted. With other countries' keys there is
nothing to compute."""

import os
import shutil

from audits import as_written, root_again
from cast import Cast
from lab import equal, eventually, lab

WINDOWS = ("1h", "1d")

with lab("full") as net:
    cast = Cast(net, os.path.dirname(net.folder), countries=("no", "se"))
    cast.enter()
    log_key = cast.log_key(cast.probes()[0])

    def shown():
        return as_written(cast.look_up("/v1/root"))

    def intervals(said):
        return int(said["availability"]["1h"]["ipv4_udp"]["intervals"]["measured"])

    def over(more_than):
        """What the collector says once more intervals are over than so many."""
        def said():
            now = shown()
            return now if intervals(now) > more_than else None
        return eventually(said, f"more than {more_than} intervals are over", 330)

    def again(said, keys):
        eventually(lambda: cast.published() >= int(said["log"]["size"]), "the log has all of it")
        copy = cast.path("copy")
        shutil.rmtree(copy, ignore_errors=True)
        os.mkdir(copy)
        shutil.copy(cast.path("collector", "committed"), copy)  # first: the journal has it all
        shutil.copytree(cast.path("collector", "journal"), os.path.join(copy, "journal"))
        return root_again(copy, log_key, keys, said)

    def same(said):
        computed = again(said, cast.keys)
        equal(computed["log"], said["log"], "the entries that count")
        for window in WINDOWS:
            equal(computed["availability"][window], said["availability"][window], window)

    first = over(0)
    equal(first["log"]["from"], "0", "a collector that has run from its beginning")
    equal(first["availability"]["1h"]["ipv4_udp"]["value"], "1.0", "letters that all answer")
    same(first)
    strangers = again(first, {"no": cast.keys["se"], "se": cast.keys["no"]})
    equal(strangers["availability"]["1h"]["ipv4_udp"]["value"], None, "by other countries' keys")

    net.do("stop", "tocsind")
    net.do("restart", "tocsind")
    eventually(cast.collector_ready, "the collector is back", 60)
    second = over(0)
    assert int(second["log"]["from"]) >= int(first["log"]["size"]) > 0, second["log"]
    same(second)
