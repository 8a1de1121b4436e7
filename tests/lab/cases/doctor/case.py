"""The doctor finds a probe's host in order, by number, and names what is wrong when something is:
no IPv6, no TCP, somebody on the way, no collector, no room."""

import json

from cast import Cast, Probe
from lab import equal, lab, program

# fault, then the checks that must not be fine, and that the rest still is
FAULTS = [
    (["v6-outage", "scope=core"], {"IPv6"}),
    (["cut-line", "country=no"],
     {"IPv4", "IPv6", "UDP", "TCP", "EDNS", "references", "collectors"}),
    (["inject", "letter=k", "country=no"], {"interception"}),
]
# What the lab's hosts never have: a clock that somebody disciplines, and a resolver.
NEVER_FINE = {"clock", "resolvers", "connection tracking"}

with lab("full") as net:
    cast = Cast(net, net.folder, countries=("no",))
    probe = Probe("no", 1)
    cast.make_collector()
    cast.make_country("no")
    cast.start_collector()
    cast.enrol(probe)
    config = cast.write("doctor.yaml", cast.config_of(probe))

    def doctor(file=config):
        done = net.execute("no", program("tocsin-probe"), "doctor", "--config", file,
                           "--output", "json")
        assert done.stdout, done.stderr
        report = json.loads(done.stdout)
        findings = {each["check"]: each for each in report["findings"]}
        equal([each["number"] for each in report["findings"]], list(range(1, 16)), "numbers")
        ill = {name for name, each in findings.items() if each["verdict"] != "ok"}
        for name in ill:
            if findings[name]["verdict"] != "skipped":
                assert findings[name]["remedy"], findings[name]
        return done.returncode, findings, ill - NEVER_FINE

    _, findings, ill = doctor()
    equal(ill, set(), f"a healthy host: {[findings[name] for name in ill]}")

    tlds = cast.write("tlds.yaml", [*cast.config_of(probe), "plans: [spec10, resolver]"])
    found = doctor(tlds)[1]["traffic"]["found"]
    assert "without spec10, resolver" in found, found

    for fault, expected in FAULTS:
        net.do("fault", *fault)
        returncode, findings, ill = doctor()
        equal(returncode, 1, f"doctor while {fault}")
        assert expected <= ill, f"{fault}: {ill} lack {expected - ill}"
        if len(expected) == 1:
            equal(ill, expected, f"{fault}: {[findings[name] for name in ill]}")
        net.do("clear", "all")

    lines = [f"state_dir: {cast.path('nothing')}", "limits: {spool_bytes_max: 1024 GiB}"]
    _, findings, ill = doctor(cast.write("empty.yaml", lines))
    equal(ill, {"state directory", "references", "collectors", "enrolment", "spool"},
          "nothing is set up")
