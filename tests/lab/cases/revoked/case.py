"""A country takes back its word for one of its two probes. The collector takes nothing of it any
more and counts that; the probe says why and keeps what it measures; the other goes on. What it
measured before counts as it did. What the collector had taken of it since, before it was told, is
in the log and in the bundle, and counts for nobody. Then the other one's host changes its key."""

import json
import os
import subprocess
import time
from datetime import datetime, timezone

from cast import Cast, Probe
from lab import equal, eventually, lab, program


class Revoking(Cast):
    words = ()

    def collector_config(self):
        lines = super().collector_config()
        at = lines.index("countries:") + 3  # behind the code and the key of the only one
        return lines[:at] + [f"    revocations: {json.dumps(self.words)}"] + lines[at:]

    def take_back(self, probe, minute):
        word = self.path(probe.name + ".revocation")
        at = datetime.fromtimestamp(60 * minute, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        self._run("tocsin-national", "revoke", "--key",
                  os.path.join(self.path("desk-" + probe.country), "country-key.pem"),
                  "--probe-key", self.public_key(probe), "--country", probe.country.upper(),
                  "--from", at, "--reason", "the host was stolen", "--out", word)
        self.words = [*self.words, word]
        self.reload_collector()

    def of(self, name, label, value):
        return self.metrics().get(f'{name}{{{label}="{value}"}}', 0)

    def up(self, probe):
        return self.of("tocsin_probe_up", "probe", probe.name) == 1

    def concluded(self, minute, policy):
        """What the policy's owner concludes of one minute, once all that it asks for holds."""
        out = self.path(f"{minute}.zip")

        def held():
            made = self.bundle("root/a", minute, minute, out)
            assert made.returncode == 0, made.stdout + made.stderr
            done = subprocess.run([program("tocsin-audit"), "verify", out, "--policy", policy,
                                   "--output", "json"], capture_output=True, text=True, timeout=60)
            os.remove(out)
            said = json.loads(done.stdout)
            return said["holds"] and said["concluded"]

        claim = eventually(held, f"the evidence of minute {minute} holds", 120)
        probes = {each["name"]: each for each in claim["probes"]}
        return claim["counts"], [(probes[each.name]["country"],
                                  sum(probes[each.name]["measured"].values()) > 0)
                                 for each in self.probes()]


def now():
    return int(time.time()) // 60


with lab("full") as net:
    cast = Revoking(net, os.path.dirname(net.folder), countries=("no",), witnesses=("no",))
    cast.start_time_servers()
    cast.enter()
    stays, leaves = cast.probes()
    eventually(lambda: cast.up(stays) and cast.up(leaves), "both report", 60)
    before = now() + 1
    after = before + 1
    # Of the minute from which on its country does not stand by it the collector takes some, too.
    eventually(lambda: cast.of("tocsin_probe_last_report_timestamp_seconds", "probe",
                               leaves.name) > 60 * after + 12, "a batch of that minute", 150)
    cast.take_back(leaves, after)

    eventually(lambda: cast.of("tocsin_batches_rejected_total", "reason", "revoked") > 0,
               "the collector counts what it does not take", 40)

    def told():
        said, code = cast.status(leaves)
        (collector,) = said["collectors"]
        why = [each for each in said["problems"] if "the country has taken back" in each]
        return collector["turned_away"] == "revoked" and code == 1 and why and collector

    collector = eventually(told, "the probe says why", 40)
    equal(collector["refused"], 0, "what the probe has given up")
    eventually(lambda: not cast.up(leaves), "nobody hears it", 60)
    waiting = eventually(told, "it still says why", 40)["waiting"]
    assert waiting > 0, "it keeps what it measures"
    equal(cast.up(stays), True, "the other is heard")

    policy = cast.reader_policy()
    counts, probes = cast.concluded(before, policy)
    equal(probes, [("NO", True), ("NO", True)], "who measured for whom before")
    equal(counts["not_attested"], 0, "measurements before for which nobody vouches")
    counts, probes = cast.concluded(after, policy)
    equal(probes, [("NO", True), (None, False)], "who measured for whom after")
    assert counts["not_attested"] > 0, "what was taken all the same counts for nobody"

    def delivered(probe):
        """What becomes of all that a probe still holds, once it is stopped."""
        net.do("stop", probe.name)
        done = net.execute("no", program("tocsin-probe"), "deliver", "--config",
                           cast.path(probe.name + ".yaml"))
        print(done.stdout, done.stderr)
        return done

    done = delivered(leaves)
    equal(done.returncode, 1, "of the one without its country's word nothing is taken")
    assert "it takes none: revoked" in done.stdout, done.stdout

    # docs/operating/probe-keys.md: with another state directory another key, and another name.
    heir = Probe("no", 3)
    cast.enrol(heir)
    done = delivered(stays)
    equal(done.returncode, 0, "the other leaves nothing behind")
    assert " 0 wait" in done.stdout, done.stdout
    cast.take_back(stays, now() + 1)
    cast.start(heir)
    eventually(lambda: cast.up(heir), "its host takes part by another key", 60)
