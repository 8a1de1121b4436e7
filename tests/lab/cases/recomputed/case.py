"""The hour and the day that a collector shows are, bit for bit, those that an auditor computes from
a copy of its log, with zones and responses in it, also after the collector was restarted. Responses
are judged later than this lasts: none may have a verdict. With other countries' keys there is
nothing to compute."""

import os
import shutil

from audits import as_written, root_again
from cast import Cast
from lab import equal, eventually, lab

WINDOWS = ("1h", "1d")


class Judging(Cast):
    """The collector keeps zones, and probes ask for what can be judged."""

    def anchor(self):
        return os.path.join(self.net.folder, "run", "zone", "lab.ds")

    def collector_config(self):
        letters = self.net.letters()
        servers = ", ".join(f'"{letters[letter]["ipv4"]}"' for letter in "abk")
        return [*super().collector_config(),
                f"zones: {{servers: [{servers}], trust_anchor_file: {self.anchor()}}}"]

    def config_of(self, probe):
        return [*super().config_of(probe), "plans: [rssac047]",
                f"trust_anchor_file: {self.anchor()}"]


with lab("full") as net:
    net.execute("collector", "sh", "-c", f"cd {net.folder}/run/zone && cp K*.ds lab.ds")
    cast = Judging(net, os.path.dirname(net.folder), countries=("no", "se"))
    cast.enter()
    log_key = cast.log_key(cast.probes()[0])
    anchor = cast.write("anchor.ds", [net.execute("collector", "cat", cast.anchor()).stdout])

    def shown():
        return as_written(cast.look_up("/v1/root"))

    def measured(said):
        return int(said["availability"]["1h"]["ipv4_udp"]["intervals"]["measured"])

    def over():
        """What the collector says once an interval is over."""
        def said():
            now = shown()
            return now if measured(now) > 0 else None
        return eventually(said, "an interval is over", 330)

    def again(said, keys):
        eventually(lambda: cast.published() >= int(said["log"]["size"]), "the log has all of it")
        copy = cast.path("copy")
        shutil.rmtree(copy, ignore_errors=True)
        os.mkdir(copy)
        shutil.copy(cast.path("collector", "committed"), copy)  # first: the journal has it all
        shutil.copytree(cast.path("collector", "journal"), os.path.join(copy, "journal"))
        return root_again(copy, log_key, keys, said, anchor)

    def same(said):
        computed = again(said, cast.keys)
        equal(computed["log"], said["log"], "the entries that count")
        for window in WINDOWS:
            equal(computed["availability"][window], said["availability"][window], window)
            equal(computed["correctness"][window], said["correctness"][window], window)

    first = over()
    equal(first["log"]["from"], "0", "a collector that has run from its beginning")
    equal(first["availability"]["1h"]["ipv4_udp"]["value"], "1.0", "letters that all answer")
    equal(first["correctness"]["1d"]["value"], None, "responses that still wait for a zone")
    same(first)
    strangers = again(first, {"no": cast.keys["se"], "se": cast.keys["no"]})
    equal(strangers["availability"]["1h"]["ipv4_udp"]["value"], None, "by other countries' keys")

    net.do("stop", "tocsind")
    net.do("restart", "tocsind")
    eventually(cast.collector_ready, "the collector is back", 60)
    second = over()
    assert int(second["log"]["from"]) >= int(first["log"]["size"]) > 0, second["log"]
    same(second)
