"""A probe is set back to a copy of its state and uses numbers again that it has used: its collector
refuses those batches for good. Another collector has never seen the first ones. The probe hands it
what was refused: that is an entry of its log, and the batch is there for whoever asks."""

import json
import os
import shutil
import subprocess

import cbor2
from cast import COLLECTOR_NAME, Cast
from lab import equal, eventually, lab, program
from published import PublishedLog

SECOND, SECOND_AT, SECOND_ORIGIN = "nairobi", "10.10.2.10", "log.second.lab"  # profile_full.cc
NOTICE = 17


class Two(Cast):
    """A second collector, in Sweden, once it is there."""

    second = ()

    def config_of(self, probe):
        lines = super().config_of(probe)
        at = lines.index("references:")
        return lines[:at] + [f"  - {json.dumps(each)}" for each in self.second] + lines[at:]

    def start_second(self, probe):
        state = self.path(SECOND)
        self._run("tocsind", "init", "--state", state, "--origin", SECOND_ORIGIN,
                  "--address", SECOND_AT)
        config = self.write(SECOND + ".yaml", [f"state_dir: {state}"])
        self.net.do("start", SECOND, "se", "--", program("tocsind"), "serve", "--config", config)
        eventually(lambda: self._look("/-/ready", host="se").returncode == 0, "it is ready")
        token = self._run("tocsind", "token", "--state", state, "--name", probe.name).strip()
        done = self.net.execute("no", program("tocsin-probe"), "enroll", "--state",
                                self.path(probe.name), "--collector", SECOND, "--address",
                                SECOND_AT, "--tls-name", SECOND_ORIGIN, "--ca",
                                self.path(SECOND, "ca.pem"), "--token", token)
        equal(done.returncode, 0, done.stderr)
        self.second = ({"name": SECOND, "address": SECOND_AT, "tls_name": SECOND_ORIGIN},)


def tool(name, *arguments):
    return subprocess.run([program(name), *arguments], capture_output=True, text=True, timeout=60)


with lab("full") as net:
    cast = Two(net, os.path.dirname(net.folder), countries=("no",))
    probe = cast.enter_with_one("no")
    state, copy = cast.path(probe.name), cast.path("copy")
    left = 0  # batches that the copy has, too, and that contradict nothing
    for kept_as in (copy, None):
        size = cast.published() + left
        cast.start(probe)
        eventually(lambda: cast.published() > size + 1, "new batches are in the log", 120)
        net.do("stop", probe.name)
        left = len(os.listdir(os.path.join(state, "spool", "batches")))
        if kept_as:
            shutil.copytree(state, kept_as)
    shutil.rmtree(state)
    shutil.copytree(copy, state)
    cast.start_second(probe)
    cast.start(probe)
    config = cast.path(probe.name + ".yaml")

    def refused(*arguments):
        return net.execute("no", program("tocsin-probe"), "refused", "--config", config, *arguments)

    eventually(lambda: f"{COLLECTOR_NAME} answered 409" in refused().stdout, "it refuses", 60)
    net.do("stop", probe.name)
    handed = refused("--hand-to", SECOND)
    print(handed.stdout, handed.stderr)
    equal(handed.returncode, 0, "the second takes them")
    entry = int(handed.stdout.split(f"{SECOND} has it as entry ")[1].split()[0])

    def published():
        log = PublishedLog(cast.path(SECOND, "log"), SECOND_ORIGIN, cast.log_key(probe, SECOND))
        return len(log.entries) > entry and log.entries[entry]

    equal(cbor2.loads(eventually(published, "it is published", 60))[0], NOTICE, "its kind")
    out = cast.path("out")
    told = tool("tocsind", "refusals", "--state", cast.path(SECOND), "--out", out)
    assert f"entry {entry}: " in told.stdout and "geneva answered 409" in told.stdout, told
    batch = os.path.join(out, f"entry-{entry}")
    key = cast._run("tocsin-probe", "key", "--state", state).split("public key:")[1].strip()
    checked = tool("tocsin-audit", "batch", batch + ".envelope", batch + ".payload",
                   "--probe-key", key)
    equal(checked.returncode, 0, checked.stdout)
