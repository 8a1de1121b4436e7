"""A probe with the plan spec10 fetches the root zone by itself, verifies it from the lab's anchor
and tests the TLDs' addresses in it: here no way leads to any of them, so that none answers, and
nothing was left out but what was due after its stop. A second start has the zone at once, from
its own disk."""

import os
import re

import cbor2
import zstandard
from lab import equal, eventually, lab, program

PLAN, OUTCOMES, NOT_MEASURED = 10, 13, 14
TIMEOUT, UNREACHABLE, OBJECTS = 1, 3, 22

with lab("small") as net:
    state = os.path.join(net.folder, "probe")
    config = os.path.join(net.folder, "probe.yaml")
    anchor = os.path.join(net.folder, "run", "zone", "lab.ds")
    net.execute("probe", "sh", "-c", f"cp {net.folder}/run/zone/K*.ds {anchor}")
    with open(config, "w") as file:
        file.write(f"state_dir: {state}\nplans: [spec10]\nfleet_size: 20\nfleet_number: 7\n"
                   f"trust_anchor_file: {anchor}\n"
                   "limits: {queries_per_second: 1000, bytes_per_day: 100 GiB}\n")

    def start(name):
        net.do("start", name, "probe", "--", program("tocsin-probe"), "run", "--config", config)

    def log(name):
        with open(os.path.join(net.folder, "logs", f"{name}.log")) as file:
            return file.read()

    def sent():
        counters = net.execute("probe", "cat", "/proc/net/snmp").stdout.split("Udp: ")[2]
        return int(counters.split()[3])

    def stop(name):
        net.execute("probe", "sh", "-c", f"pkill -TERM -f 'run --config {config}'")
        eventually(lambda: not net.services()[name]["running"], "the stop", 30)

    start("first")
    eventually(lambda: "root zone in force" in log("first"), "a verified zone", 60)
    eventually(lambda: sent() > 500, "the first minute of tests has begun", 90)
    stop("first")
    # What was still to come when it was stopped, and nothing else.
    late = re.search(r'not_measured="late (\d+)"', log("first"))
    assert late, log("first")

    # One, or two where the probe's own moment of closing was before the stop.
    folder = os.path.join(state, "spool", "batches")
    batches = []
    for name in sorted(name for name in os.listdir(folder) if name.endswith("-tld.batch")):
        with open(os.path.join(folder, name), "rb") as file:
            _, _, _, _, _, envelope, payload = cbor2.loads(file.read()[12:])
        batches.append((cbor2.loads(cbor2.loads(envelope).value[2]), payload))
    envelopes = [envelope for envelope, _ in batches]
    assert 1 <= len(envelopes) <= 2, len(envelopes)
    equal({envelope[PLAN] for envelope in envelopes}, {"spec10"}, "the batches' plan")
    left_out = sum(envelope[NOT_MEASURED] for envelope in envelopes)
    assert 0 < left_out <= int(late[1]), left_out
    outcomes = [sum(counts) for counts in zip(*(envelope[OUTCOMES] for envelope in envelopes))]
    silent = outcomes[TIMEOUT] + outcomes[UNREACHABLE]
    equal(sum(outcomes), silent, f"of nobody's answers: {outcomes}")
    assert sum(outcomes) > 100, outcomes
    payload = batches[0][1]
    targets = cbor2.loads(cbor2.loads(zstandard.decompress(payload))[OBJECTS][0])[1]
    assert len(targets) > 10_000 and "." not in {zone for zone, _, _ in targets}, len(targets)

    start("second")
    eventually(lambda: "root zone in force" in log("second"), "the zone that was kept", 60)
    assert 'from="own disk"' in log("second"), log("second")
