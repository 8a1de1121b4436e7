"""The tools that are compared. Each one's figure is the round trip that it states itself."""

import json
import re
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from cage import SERVER, inside

BLACKBOX = """modules:
{modules}"""
MODULE = """  {name}:
    prober: dns
    timeout: 5s
    dns: {{query_name: ".", query_type: SOA, transport_protocol: {name}}}
"""


def now():
    return time.clock_gettime(time.CLOCK_MONOTONIC_RAW)


@dataclass
class Figure:
    """What a tool said of one query that it made between two moments; seconds."""

    tool: str
    transport: str
    rtt: float
    first: float
    last: float
    port: int = 0  # where the tool says from which
    source: str = ""  # where ours says how it was timed


class Command:
    """A tool that is started for each query and prints what it took."""

    def __init__(self, name, transport, command, pattern, scale):
        self.name, self.transport = name, transport
        self.command = inside("client", *command)
        self.pattern, self.scale = re.compile(pattern), scale

    def ask(self):
        first = now()
        done = subprocess.run(self.command, capture_output=True, text=True, timeout=20)
        found = self.pattern.search(done.stdout)
        if not found:
            return None
        return Figure(self.name, self.transport, float(found[1]) * self.scale, first, now())


def dig(transport):
    how = ["+tcp"] if transport == "tcp" else ["+notcp"]
    return Command("dig -u", transport, ["dig", "-u", "+norec", "+tries=1", *how, f"@{SERVER}", ".",
                                         "SOA"], r"Query time: (\d+) usec", 1e-6)


def kdig(transport):
    how = ["+tcp"] if transport == "tcp" else ["+notcp"]
    return Command("kdig", transport, ["kdig", "+norec", "+retry=0", *how, f"@{SERVER}", ".",
                                       "SOA"], r" in ([\d.]+) ms", 1e-3)


class Dnspython:
    """One interpreter for all its queries, which asks whenever it is told to."""

    name = "dnspython"

    def __init__(self, transport):
        self.transport = transport
        script = Path(__file__).with_name("ask_dnspython.py")
        self.child = subprocess.Popen(
            inside("client", sys.executable, "-B", script, transport, SERVER),
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def ask(self):
        first = now()
        print("ask", file=self.child.stdin, flush=True)
        said = self.child.stdout.readline().strip()
        return Figure(self.name, self.transport, float(said), first, now()) if said else None


class Blackbox:
    """The exporter, asked over HTTP as Prometheus would: connecting and request of a DNS probe."""

    name = "blackbox_exporter"

    def __init__(self, transport):
        self.transport = transport
        self.command = inside("client", sys.executable, "-B",
                              Path(__file__).with_name("scrape.py"), transport, SERVER)
        self.child = subprocess.Popen(self.command, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                      text=True)

    ask = Dnspython.ask


@contextmanager
def blackbox_exporter(folder):
    modules = "".join(MODULE.format(name=name) for name in ("udp", "tcp"))
    config = folder / "blackbox.yml"
    config.write_text(BLACKBOX.format(modules=modules))
    with (folder / "blackbox.log").open("w") as log:
        command = inside("client", "prometheus-blackbox-exporter", f"--config.file={config}",
                         "--web.listen-address=127.0.0.1:9115")
        child = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            yield
        finally:
            child.terminate()
            child.wait(timeout=20)


class Tocsin:
    """Asks at a steady rate beside the others, as a probe does; read when it has ended. It writes
    to a file: a pipe that nobody empties would hold it up, and its queries would leave together."""

    name = "tocsin-probe"

    def __init__(self, program, transport, count, rate):
        self.transport = transport
        self.said = tempfile.TemporaryFile(mode="w+")
        self.child = subprocess.Popen(
            inside("client", program, "query", "--server", SERVER, "--transport", transport,
                   "--count", count, "--rate", rate), stdout=self.said)
        self.wall_to_raw = now() - time.time()

    def figures(self):
        self.child.wait(timeout=600)
        with self.said:
            self.said.seek(0)
            return [self.figure(json.loads(line)) for line in self.said]

    def figure(self, said):
        if said["outcome"] != "answered":
            return None
        wall = time.mktime(time.strptime(said["sent_at"][:19], "%Y-%m-%dT%H:%M:%S"))
        wall += float(said["sent_at"][19:-1]) - time.timezone
        at = wall + self.wall_to_raw
        return Figure(self.name, self.transport, said["rtt_ns"] / 1e9, at, at,
                      said["source_port"], said["rtt_source"])
