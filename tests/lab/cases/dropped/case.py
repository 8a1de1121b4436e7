"""A collector's operator acknowledges one batch by the log's key and leaves it out of the log. Its
probe finds out and says so, and what it keeps proves it to others, who have the collector's log and
a policy of their own. What is in the log proves nothing against him, nor do a stranger's keys."""

import glob
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import time

import cbor2
from cast import COLLECTOR, COLLECTOR_NAME, HERE, ORIGIN, Cast
from dropping_front import Operator
from journal import BATCH
from lab import equal, eventually, lab, program
from published import PublishedLog
from signed_note import COSIGNATURE, ED25519, key_text

FRONT, WITNESS = 8453, {"address": "10.10.2.10", "port": 8446}  # Sweden's host: profile_full.cc


class Betrayed(Cast):
    """A probe in Norway, which asks a witness in Sweden what the log is."""

    def witness_config(self, country):
        return [*super().witness_config(country), "listener: {address: '::', port: 8446}"]

    def config_of(self, probe):
        lines = super().config_of(probe)
        at = lines.index("references:")
        witness = {"key": self.witnesses["se"], **WITNESS}
        return lines[:at] + [f"    port: {FRONT}",
                             f"    witnesses: {json.dumps([witness])}"] + lines[at:]


with lab("full") as net:
    cast = Betrayed(net, os.path.dirname(net.folder), countries=("no",), witnesses=("se",))
    probe = cast.enter_with_one("no")
    cast.start_witness("se")
    net.do("start", "front", "collector", "--", sys.executable,
           os.path.join(HERE, "dropping_front.py"), cast.path("collector"), ORIGIN, COLLECTOR,
           str(FRONT))
    cast.start(probe)

    # The first one after a start is looked for half a minute later, and three times in vain.
    sign = "a collector's log lacks a batch that it acknowledged"
    eventually(lambda: sign in net.log(probe.name), "the probe says so", 150)
    eventually(lambda: any("its log lacks" in each for each in cast.status(probe)[0]["problems"]),
               "its status says so", 40)
    (kept,) = glob.glob(cast.path(probe.name, "evidence", COLLECTOR_NAME, "*.acknowledgement"))

    def verdict(case, policy):
        return subprocess.run([program("tocsin-audit"), "dropped", case,
                               cast.path("collector", "log"), "--policy", policy],
                              capture_output=True, text=True, timeout=60)

    policy = cast.log_policy()
    found = verdict(kept, policy)
    print(found.stdout, found.stderr)
    equal(found.returncode, 0, "what the probe's evidence proves")
    assert "has acknowledged this batch and dropped it" in found.stdout, found.stdout

    # The others are in the log, and the same word of its key on one of them proves no drop.
    def logged():
        log = PublishedLog(cast.path("collector", "log"), ORIGIN, cast.log_key(probe))
        return [entry for entry in log.entries if cbor2.loads(entry)[0] == BATCH]

    entry = eventually(logged, "batches are in the log", 60)[0]
    assert pathlib.Path(kept).with_suffix(".entry").read_bytes() not in logged()
    operator = Operator(pathlib.Path(cast.path("collector")), ORIGIN)
    envelope = cbor2.loads(entry)[1]
    honest = pathlib.Path(cast.path(hashlib.sha256(envelope).hexdigest()))
    honest.with_suffix(".entry").write_bytes(entry)
    honest.with_suffix(".acknowledgement").write_bytes(
        operator.acknowledge(envelope, time.time_ns() - 3600 * 10**9))
    found = verdict(str(honest), policy)
    equal(found.returncode, 1, f"a batch that is in the log: {found.stdout}")
    assert "LACKING          NO" in found.stdout, found.stdout

    # Who knows another key as that witness's, or as the log's, is shown nothing.
    for known, name, kind, rung in ((cast.witnesses["se"], "cert.se/witness", COSIGNATURE, "LATER"),
                                    (cast.log, ORIGIN, ED25519, "PROMISED")):
        other = key_text(name, kind, os.urandom(32))
        with open(policy) as file:
            text = file.read().replace(known, other)
        found = verdict(kept, cast.write("strange-policy", text.splitlines()))
        equal(found.returncode, 1, f"another key of {name}: {found.stdout}")
        assert f"{rung:<16} NO" in found.stdout, found.stdout
