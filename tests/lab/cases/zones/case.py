"""A collector fetches the root zone from letters, verifies it and has it in its log; a probe takes
it from there and asks no letter. A newer serial, seen by the probe, is fetched by the collector,
and a probe that starts has the new zone from it. A zone without a TLD, which is as correct as any,
raises an alarm within a minute."""

import hashlib
import json
import os
import re

import cbor2
import zstandard
from cast import COLLECTOR_NAME, ORIGIN, Cast
from journal import records
from lab import equal, eventually, lab
from published import PublishedLog

ZONE, STEP = 8, 9
GONE = 'tocsin_root_zone_alarms{alarm="delegation_removed"}'
OBJECT, SIZE, SERIAL, FAULT = 1, 2, 3, 7


class WithZones(Cast):
    def anchor(self):
        return "trust_anchor_file: " + os.path.join(self.net.folder, "run", "zone", "lab.ds")

    def collector_config(self):
        letters = self.net.letters()
        servers = ", ".join(f'"{letters[letter]["ipv4"]}"' for letter in "abk")
        return super().collector_config() + [f"zones: {{servers: [{servers}], {self.anchor()}}}"]

    def config_of(self, probe):
        """The bytes that it may spend at once are too few for a transfer from a letter."""
        return super().config_of(probe) + ["plans: [zone]", self.anchor(),
                                           "limits: {bytes_per_day: 60 MiB}"]

    def probes(self):
        return super().probes()[:1]

    def delegations(self, query):
        return json.loads(self.look_up("/v1/delegations" + query))

    def feed(self):
        return self.look_up("/v1/delegations.atom").encode()

    def lags(self):
        return [each["lag_s"] for each in json.loads(self.look_up("/v1/root"))["instances"]]

    def versions(self):
        """Of the root zone, as the journal has them: what was said of each, and the zone."""
        found = []
        for _, record in records(self.path("collector", "journal")):
            entry, object_, _ = cbor2.loads(record)
            kind, body = cbor2.loads(entry)
            if kind == ZONE:
                found.append((cbor2.loads(body), object_))
        return found


with lab("full") as net:
    net.execute("collector", "sh", "-c", f"cd {net.folder}/run/zone && cp K*.ds lab.ds")
    cast = WithZones(net, os.path.dirname(net.folder), countries=("no",))
    cast.enter()
    (probe,) = cast.probes()

    def from_collector():
        """Serials of the zones that came from it, as the probe says."""
        said = rf'root zone in force" serial=(\d+) from={COLLECTOR_NAME}'
        return [int(serial) for serial in re.findall(said, net.log(probe.name))]

    eventually(lambda: len(cast.versions()) == 1, "the collector has a zone", 60)
    eventually(lambda: len(from_collector()) == 1, "the probe has a zone", 90)
    net.do("publish")
    eventually(lambda: len(cast.versions()) == 2, "the collector has the next zone", 150)
    net.do("stop", probe.name)
    net.do("restart", probe.name)
    eventually(lambda: len(from_collector()) == 2, "the probe has the next zone", 90)
    serials = [said[SERIAL] for said, _ in cast.versions()]
    assert serials[0] < serials[1], serials
    equal(from_collector(), serials, "what was in force")

    for said, zone in cast.versions():
        equal(said[FAULT], "", "a zone that verifies")
        equal((said[OBJECT], said[SIZE]), (hashlib.sha256(zone).digest(), len(zone)), "its object")
        records_of_zone = zstandard.decompress(zone)
        assert records_of_zone.count(said[SERIAL].to_bytes(4, "big")) >= 1, "the serial is in it"
    net.do("drop", "no")
    net.do("publish")
    eventually(lambda: cast.metrics()[GONE] == 1, "the alarm of a TLD that is gone", 60)
    (change,) = cast.delegations("?tld=NO")["steps"][0]["changes"]
    equal((change["tld"], change["change"], change["alarms"]),
          ("no.", "removed", ["delegation_removed"]), "what changed")
    equal(cast.delegations("?tld=se")["steps"], [], "what changed of another TLD")
    assert b"#" + str(serials[1]).encode() in cast.feed(), cast.feed()

    eventually(lambda: set(cast.lags()) == {0}, "each instance has the verified zone", 60)

    serials = [said[SERIAL] for said, _ in cast.versions()]
    metrics = cast.metrics()
    equal(metrics["tocsin_root_zone_versions"], 3, "versions on /metrics")
    equal(metrics["tocsin_root_zone_serial"], serials[2], "the serial on /metrics")
    assert 0 < metrics["tocsin_root_zone_continuity_seconds"] <= 7 * 86400, metrics

    net.do("stop", "tocsind")
    log = PublishedLog(cast.path("collector", "log"), ORIGIN, cast.log_key(probe))
    kinds = [cbor2.loads(entry)[0] for entry in log.entries]
    equal((kinds.count(ZONE), kinds.count(STEP)), (3, 2), "zones in the log, read by others")
