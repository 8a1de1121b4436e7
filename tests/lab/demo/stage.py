"""The stage of the demo: a full lab, a collector, two probes in each of five countries, witnesses
of three of them, and Prometheus, which reads the collector every two seconds."""

import os
import shutil
import sys
import zipfile
from dataclasses import dataclass

import prometheus
from cast import CAPITALS, Cast
from lab import Lab, eventually

SERIES_PER_PROBE = 52  # 13 letters, two families, two transports
WITNESSES = ("br", "jp", "no")


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
        self.cast = Cast(self.net, self.folder, witnesses=WITNESSES)
        self.cast.start_time_servers()
        self.cast.enter()

    def start_prometheus(self):
        prometheus.start(self.net, self.folder)

    def wait_until_all_is_seen(self, observer):
        probes = 2 * len(CAPITALS)
        eventually(observer.ready, "Prometheus scrapes the collector", seconds=30)
        eventually(lambda: observer.number("sum(tocsin_probe_voice)") == 2 * probes,
                   "every probe has a voice over both families", seconds=60)
        eventually(lambda: observer.number("count(tocsin_server_up == 1)")
                   == SERIES_PER_PROBE * probes, "every letter answers every probe", seconds=90)

    def evidence(self, service, minute, where):
        """Of one minute since 1970: what the auditor says of the bundle, and whether it holds."""
        bundle = os.path.join(where, "evidence.zip")
        made = self.cast.bundle(service, minute, minute, bundle)
        assert made.returncode == 0, made.stdout + made.stderr
        with zipfile.ZipFile(bundle) as archive:
            archive.extract("report.html", where)
        shutil.copy(self.cast.reader_policy("require countries 5", "require without 4"), where)
        found = self.cast.verify(bundle, os.path.join(where, "policy"))
        return found.stdout + found.stderr, found.returncode == 0

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
