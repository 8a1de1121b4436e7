"""The stage of the demo: a full lab, a collector, two probes in each of five countries, and
Prometheus, which reads the collector every two seconds."""

import os
import shutil
import sys
from dataclasses import dataclass

import prometheus
from cast import CAPITALS, Cast
from lab import Lab, eventually

SERIES_PER_PROBE = 52  # 13 letters, two families, two transports


@dataclass
class Stage:
    net: Lab
    folder: str  # of this demo, removed with it

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def raise_lab(self):
        done = self.net.run("up", "--profile", "full", "--owner", str(os.getpid()))
        if done.returncode != 0:
            sys.stderr.write(done.stderr)
            sys.exit(done.returncode)

    def bring_cast(self):
        Cast(self.net, self.folder).enter()

    def start_prometheus(self):
        prometheus.start(self.net, self.folder)

    def wait_until_all_is_seen(self, observer):
        probes = 2 * len(CAPITALS)
        eventually(observer.ready, "Prometheus scrapes the collector", seconds=30)
        eventually(lambda: observer.number("sum(tocsin_probe_voice)") == 2 * probes,
                   "every probe has a voice over both families", seconds=60)
        eventually(lambda: observer.number("count(tocsin_server_up == 1)")
                   == SERIES_PER_PROBE * probes, "every letter answers every probe", seconds=90)

    def keep(self, where):
        """What is worth a look afterwards."""
        shutil.rmtree(where, ignore_errors=True)
        os.makedirs(where, exist_ok=True)
        for name in ("truth.jsonl", "prometheus.yml", "metrics.txt"):
            if os.path.exists(self.path(name)):
                shutil.copy(self.path(name), where)
        shutil.copytree(os.path.join(self.net.folder, "logs"), os.path.join(where, "logs"),
                        dirs_exist_ok=True)

    def end(self):
        self.net.run("down")
        shutil.rmtree(self.folder, ignore_errors=True)
