"""A running probe delivers what it found of ways, resolvers and keys: routers of its own network
and its resolver as numbers, to which the batch is committed and which only the probe's own disk
opens; what lookups came to; and TLDs' keys, which by UDP are cut short and so are asked for by TCP.
What an auditor exports of its watch is what its batches hold. Nothing that the collector keeps,
every object unpacked, has an address of the probe's own, of its first hops or its resolver."""

import os
import time
from collections import Counter

from audits import audits, exported, figures_of, opened
from cast import Cast, Probe
from journal import spool
from lab import equal, eventually, lab, program
from privacy import addresses_of, committed_addresses, told

RESOLVER = "127.0.0.53"


class Curious(Cast):
    def probes(self):
        return [Probe("no", 1)]

    def config_of(self, probe):
        anchor, keys = self.path("lab.ds"), os.path.join(self.net.folder, "run", "zone")
        self.net.execute("no", "sh", "-c", f"cp {keys}/K*.ds {anchor}")
        return super().config_of(probe) + ["plans: [route, resolver, zone]", "fleet_size: 1",
                                           f"trust_anchor_file: {anchor}",
                                           "limits: {queries_per_second: 1000}"]

    def start(self, probe):
        for name, *words in (("resolver", RESOLVER), ("tld_servers",)):
            script = os.path.join(os.environ["PYTHONPATH"], name + ".py")
            self.net.do("start", name, "no", "--", "/usr/bin/python3", script, *words)
        eventually(lambda: "ready" in self.net.log("tld_servers"), "servers of TLDs")
        config = self.write("probe.yaml", self.config_of(probe))
        resolvers = self.write("resolv.conf", [f"nameserver {RESOLVER}"])
        self.net.do("start", "no-1", "no", "--", "unshare", "--mount", "sh", "-c",
                    f"mount --bind {resolvers} /etc/resolv.conf && "
                    f"exec {program('tocsin-probe')} run --config {config}")


with lab("full") as net:
    cast = Curious(net, os.path.dirname(net.folder), countries=("no",))
    cast.enter()
    log = os.path.join(net.folder, "logs", "no-1.log")
    eventually(lambda: "root zone in force" in open(log).read(), "a verified zone", 60)
    begun = (time.time() + 25) // 60  # a trace every 23 s; keys in the last second of a minute
    eventually(lambda: time.time() // 60 > begun, "a minute is over", 90)
    net.do("stop", "no-1")  # closes the batches, which the next start delivers
    net.do("restart", "no-1")
    eventually(lambda: len(spool(cast.path("no-1"))[2]) <= 1, "all is delivered", 60)
    for name in ("no-1", "tocsind"):
        net.do("stop", name)
    plans = audits(cast.path("collector", "journal"), cast.public_key(cast.probes()[0]))
    route, resolver, zone = (plans[name][0] for name in ("route", "resolver", "zone"))

    def committed(said, name):
        return opened(cast.path("no-1", "openings"), said["envelope"]["commitments"][name])

    for row in route["measurements"]:
        *way, last = [{query["from"] for query in hop} for hop in row["trace"]["hops"]]
        print(row["endpoint"], way)
        equal((row["outcome"], row["trace"]["end"], last), ("answered", "answered", {None}), "way")
        assert all(router.startswith("own ") for router in way[0]), f"no number: {way}"
    equal(len(committed(route, "first_hops")) % 17, 0, "first hops")
    found = {(row["question"], row["finding"], row["rcode"]) for row in resolver["lookups"]}
    equal(found - {("ds", "resolves", 0)}, {("soa", "resolves", 0), ("ds", "ds_missing", 0)},
          "lookups, at a resolver without DS")
    equal(committed(resolver, "resolvers"), bytes([4, 127, 0, 0, 53]) + bytes(12), "the resolver")
    asked = Counter((row["endpoint"], row["transport"], row["outcome"])
                    for row in zone["measurements"])
    servers = {endpoint for endpoint, _, _ in asked}
    equal(asked, Counter((server, *how) for server in servers
                         for how in (("udp", "truncated"), ("tcp", "answered"))), "keys")
    assert servers, "nobody was asked for keys"
    watched = figures_of(row for batch in plans["watch"] for row in batch["measurements"])
    log_key = cast.log_key(Probe("no", 1))
    equal(exported(cast.path("collector"), log_key, "NO", cast.keys["no"]), watched, "the export")

    state = cast.path("collector")
    private = {*addresses_of(net, "no"), *committed_addresses(cast.path("no-1", "openings"))}
    print("private:", sorted(private))
    assert RESOLVER in private and len(private) > 4, "own addresses, first hops and a resolver"
    equal(told(state, private), set(), "private addresses in what the collector keeps")
    public = {address for letter in net.letters().values() for address in
              (letter["ipv4"], letter["ipv6"])}
    equal(told(state, public), public, "the letters' addresses there, which are no secret")
