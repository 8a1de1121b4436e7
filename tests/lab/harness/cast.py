"""Who plays: a collector, countries with their own keys, and two probes in each; some countries
have a witness too. Every program is the real one, started and supervised by the lab."""

import base64
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import datetime, timezone

from lab import eventually, program

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.append(os.path.join(os.path.dirname(os.path.dirname(HERE)), "conformance"))

import signed_note  # noqa: E402

COLLECTOR = "10.50.0.10"
ADMIN = "http://127.0.0.1:9853"
PUBLIC = "http://127.0.0.1:8445"
COLLECTOR_NAME = "geneva"
TIME_SERVERS = ("10.50.0.21", "10.50.0.22", "10.50.0.23")  # on the collector's host
ORIGIN = "log.demo.lab"

CAPITALS = {"no": "59.9,10.7", "se": "59.3,18.1", "br": "-15.8,-47.9", "ke": "-1.3,36.8",
            "jp": "35.7,139.7"}


@dataclass(frozen=True)
class Probe:
    country: str
    number: int

    @property
    def name(self):
        return f"{self.country}-{self.number}"

    @property
    def asn(self):
        return 64700 + 10 * sorted(CAPITALS).index(self.country) + self.number


class Cast:
    def __init__(self, net, folder, countries=tuple(CAPITALS), witnesses=()):
        self.net = net
        self.folder = folder
        self.countries = countries
        self.keys = {}
        self.witnesses = dict.fromkeys(witnesses)  # countries, to their witnesses' keys
        self.log = None  # the log's verifier key
        self.time = False  # whether probes have time servers to ask

    def probes(self):
        return [Probe(country, number) for country in self.countries for number in (1, 2)]

    def enter(self):
        """Everybody, until each probe runs."""
        self.make_collector()
        for country in self.countries:
            self.make_country(country)
        self.start_collector()
        for country in self.witnesses:
            self.start_witness(country)
        for probe in self.probes():
            self.enrol(probe)
            self.start(probe)

    def enter_with_one(self, country):
        """A collector and one probe, which is enrolled and not yet started."""
        self.make_collector()
        self.make_country(country)
        self.start_collector()
        probe = Probe(country, 1)
        self.enrol(probe)
        return probe

    def path(self, *names):
        return os.path.join(self.folder, *names)

    def make_collector(self):
        said = self._run("tocsind", "init", "--state", self.path("collector"), "--origin", ORIGIN,
                         "--address", COLLECTOR)
        key = base64.b64decode(said.split("log key:")[1].split()[0])
        self.log = signed_note.key_text(ORIGIN, signed_note.ED25519, key)
        for country in self.witnesses:
            self.witnesses[country] = self._run(
                "tocsin-national", "witness-key", "--out", self.path("witness-" + country),
                "--name", f"cert.{country}/witness").strip()

    def make_country(self, country, desk="desk"):
        """Offline, at the country's own desk: no part of the lab."""
        desk = self.path(f"{desk}-{country}")
        self._run("tocsin-national", "key", "--out", desk)
        with open(os.path.join(desk, "country-key.pub")) as file:
            self.keys[country] = file.read().strip()

    def start_collector(self):
        config = self.write("tocsind.yaml", self.collector_config())
        self.net.do("start", "tocsind", "collector", "--", program("tocsind"), "serve",
                    "--config", config)
        eventually(self.collector_ready, "the collector is ready")

    def start_time_servers(self):
        """Before the probes: without, their clocks have no bound, and date nothing."""
        for address in TIME_SERVERS:
            done = self.net.execute("collector", "ip", "address", "add", address + "/32",
                                    "dev", "lo")
            assert done.returncode == 0, done.stderr
        self.net.do("start", "time-servers", "collector", "--", "/usr/bin/python3",
                    os.path.join(HERE, "time_server.py"), *TIME_SERVERS)
        self.time = True

    def collector_config(self):
        lines = [f"state_dir: {self.path('collector')}", "countries:"]
        for country, key in self.keys.items():
            lines += [f'  - code: "{country.upper()}"', f"    key: {key}"]
        if self.witnesses:
            keys = [{"key": key} for key in self.witnesses.values()]
            lines.append("log: " + json.dumps({"witnesses": keys}))
        return lines

    def start_witness(self, country):
        """It asks, so that no connection goes into its country."""
        config = self.write(f"witness-{country}.yaml", self.witness_config(country))
        self.net.do("start", "witness-" + country, country, "--", program("tocsin-national"),
                    "witness", "--config", config)

    def witness_config(self, country):
        folder = self.path("witness-" + country)
        log = {"keys": [self.log], "address": COLLECTOR, "port": 8445}
        return [f"state_dir: {os.path.join(folder, 'state')}",
                f"name: cert.{country}/witness",
                f"key_file: {os.path.join(folder, 'witness-key.pem')}",
                "poll_every: 1s",
                "logs: " + json.dumps([log])]

    def log_policy(self, *more, name="log-policy"):
        """Of somebody who believes the log's key and two thirds of the witnesses."""
        needed = 1 + 2 * len(self.witnesses) // 3
        return self.write(name, [
            f"log {self.log}",
            *[f"witness {country} {key}" for country, key in self.witnesses.items()],
            f"group witnesses {needed} {' '.join(self.witnesses)}",
            *more,
            "quorum witnesses"])

    def reader_policy(self, *requirements, name="policy"):
        """Of somebody who believes all countries as well."""
        countries = [f"country {country.upper()} {key}" for country, key in self.keys.items()]
        return self.log_policy(*countries, *requirements, name=name)

    def bundle(self, service, first, last, out):
        """Of whole minutes since 1970, both included, as soon as it can be made."""
        times = [datetime.fromtimestamp(60 * minute, timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
                 for minute in (first, last + 1)]
        return subprocess.run(
            [program("tocsind"), "bundle", "--config", self.path("tocsind.yaml"), "--service",
             service, "--from", times[0], "--to", times[1], "--late", "0s", "--out", out],
            capture_output=True, text=True, timeout=60)

    def verify(self, bundle, policy):
        return subprocess.run([program("tocsin-audit"), "verify", bundle, "--policy", policy],
                              capture_output=True, text=True, timeout=60)

    def report(self, bundle, policy, out):
        return subprocess.run([program("tocsin-audit"), "report", bundle, "--policy", policy,
                               "--out", out], capture_output=True, text=True, timeout=60)

    def reload_collector(self):
        self.write("tocsind.yaml", self.collector_config())
        done = self._look("/-/reload", "POST")
        assert done.returncode == 0, done.stderr

    def enrol(self, probe):
        state = self.path(probe.name)
        key = self._run("tocsin-probe", "key", "--state", state).split("public key:")[1].strip()
        statement = state + ".attestation"
        self._run("tocsin-national", "attest",
                  "--key", os.path.join(self.path("desk-" + probe.country), "country-key.pem"),
                  "--probe-key", key, "--country", probe.country.upper(),
                  "--asn", str(probe.asn), "--network", f"Example {probe.asn}",
                  f"--place={CAPITALS[probe.country]}", "--from", "2020-01-01T00:00:00Z",
                  "--until", "2100-01-01T00:00:00Z", "--out", statement)
        token = self._run("tocsind", "token", "--state", self.path("collector"),
                          "--name", probe.name).strip()

        def enrolled():
            done = self.net.execute(probe.country, program("tocsin-probe"), "enroll",
                                    "--state", state, "--collector", COLLECTOR_NAME,
                                    "--address", COLLECTOR, "--tls-name", ORIGIN,
                                    "--ca", self.path("collector", "ca.pem"),
                                    "--token", token, "--attestation", statement)
            assert done.returncode == 0 or "too-many-requests" in done.stderr, done.stderr
            return done.returncode == 0

        # A collector asks those who enrol too fast to come back.
        eventually(enrolled, f"{probe.name} is enrolled", 60)

    def start(self, probe):
        config = self.write(probe.name + ".yaml", self.config_of(probe))
        self.net.do("start", probe.name, probe.country, "--", program("tocsin-probe"), "run",
                    "--config", config)

    def published(self):
        """The size of the log under its newest checkpoint."""
        with open(self.path("collector", "log", "checkpoint")) as file:
            return int(file.read().splitlines()[1])

    def log_key(self, probe, collector=COLLECTOR_NAME):
        """Of a collector, as the probe got it when it enrolled."""
        with open(self.path(probe.name, "collectors", collector, "log-key")) as file:
            return base64.b64decode(file.readline())

    def opt_out(self, operator, address):
        """An operator who takes no queries at an address, as a collector's configuration has it."""
        desk = self.path("desk-operator")
        word = os.path.join(desk, "word")
        key = self._run("tocsin-national", "key", "--out", desk).strip()
        self._run("tocsin-national", "opt-out", "--key", os.path.join(desk, "country-key.pem"),
                  "--operator", operator, "--address", address, "--queries-per-second", "0",
                  "--from", "2020-01-01T00:00:00Z", "--until", "2100-01-01T00:00:00Z",
                  "--out", word)
        return f"operators: [{{name: {operator}, key: {key}, words: [{word}]}}]"

    def config_of(self, probe):
        lines = [f"state_dir: {self.path(probe.name)}",
                 "collectors:",
                 f"  - name: {COLLECTOR_NAME}",
                 f"    address: {COLLECTOR}",
                 f"    tls_name: {ORIGIN}",
                 "references:"]
        for ring, addresses in self._references(probe.country).items():
            lines.append(f"  {ring}: {json.dumps(addresses)}")
        if self.time:
            lines.append(f"time_servers: {json.dumps(TIME_SERVERS)}")
        return lines

    def _references(self, country):
        """By the lab's own rule: the border's first addresses are the gateway's, the others those
        of two domestic networks."""
        rings = {"line": [], "country": [], "world": []}
        for instance in self.net.status()["instances"]:
            if instance["name"] == f"ref.{country}.lab":
                rings["line"] = instance["addresses"][:2]
                rings["country"] = instance["addresses"][2:]
            elif instance["name"].startswith("ref.world"):
                rings["world"] += instance["addresses"]
        return rings

    def probe_id(self, probe):
        said = self._run("tocsin-probe", "key", "--state", self.path(probe.name))
        return bytes.fromhex(said.split("probe id:")[1].split()[0])

    def public_key(self, probe):
        said = self._run("tocsin-probe", "key", "--state", self.path(probe.name))
        return said.split("public key:")[1].split()[0]

    def status(self, probe):
        """What it says of itself, and the exit status that goes with it; nothing before it ran."""
        done = self.net.execute(probe.country, program("tocsin-probe"), "status", "--config",
                                self.path(probe.name + ".yaml"), "--output", "json")
        return (json.loads(done.stdout) if done.stdout else {}), done.returncode

    def metrics(self):
        """What the collector says on /metrics: lines to numbers."""
        lines = self._look("/metrics").stdout.splitlines()
        pairs = [line.rsplit(" ", 1) for line in lines if line and line[0] != "#"]
        return {name: float(value) for name, value in pairs}

    def collector_ready(self):
        return self._look("/-/ready").returncode == 0

    def look_up(self, path):
        """What the public listener gives."""
        done = self._look(path, at=PUBLIC)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def _look(self, path, method="GET", at=ADMIN, host="collector"):
        code = ("import urllib.request as u; "
                f"r = u.Request('{at}{path}', method='{method}'); "
                "print(u.urlopen(r).read().decode())")
        return self.net.execute(host, "/usr/bin/python3", "-c", code)

    def write(self, name, lines):
        with open(self.path(name), "w") as file:
            file.write("\n".join(lines) + "\n")
        return self.path(name)

    def _run(self, name, *words):
        done = subprocess.run([program(name), *words], capture_output=True, text=True)
        assert done.returncode == 0, f"{name} {' '.join(words)}: {done.stderr}"
        return done.stdout
