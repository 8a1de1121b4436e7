"""Domain verbs for lab cases: raise a lab, ask its servers, wait for conditions.

A case is one folder with a case.py of at most 65 lines. It prints its seed, waits for conditions
with deadlines and never sleeps for a fixed time. The lab ends with the process that raised it.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from dataclasses import dataclass

PROGRAM = os.environ.get("TOCSIN_LAB", "tocsin-lab")
SEED = int(os.environ.get("TOCSIN_SEED", random.SystemRandom().randrange(1 << 32)))
POLL_SECONDS = 0.1
ASK = os.path.join(os.path.dirname(os.path.abspath(__file__)), "ask.py")


def program(name):
    """Where one of our own programs is."""
    return os.path.join(os.environ.get("TOCSIN_BIN", ""), name)


@dataclass
class Answer:
    """What a question came to: an outcome ("answered", "timeout", "refused", "unreachable") and,
    when answered, rcode, NSID, SOA serial and round trip time."""

    outcome: str
    rcode: str = ""
    nsid: str = ""
    serial: int = 0
    rtt_ms: float = 0


class Lab:
    def __init__(self, folder, prefix=()):
        self.folder = folder
        self.prefix = list(prefix)

    def line(self, command, *words):
        return [*self.prefix, PROGRAM, command, "--state", self.folder, *words]

    def run(self, command, *words, timeout=60):
        line = self.line(command, *words)
        return subprocess.run(line, capture_output=True, text=True, timeout=timeout)

    def do(self, command, *words):
        done = self.run(command, *words)
        assert done.returncode == 0, f"{command} {' '.join(words)}: {done.stderr}"
        return done.stdout

    def log(self, name):
        """What a program has said so far."""
        with open(os.path.join(self.folder, "logs", name + ".log"), errors="replace") as file:
            return file.read()

    def status(self):
        return json.loads(self.do("status", "--output", "json"))

    def services(self):
        return {service["name"]: service for service in self.status()["services"]}

    def letters(self):
        return {letter["name"]: letter for letter in self.status()["letters"]}

    def execute(self, host, *command):
        return self.run("exec", host, "--", *command)

    def ask(self, host, address, transport="udp", seconds=1):
        done = self.execute(host, "/usr/bin/python3", ASK, address, transport, str(seconds))
        assert done.returncode == 0, done.stderr
        return Answer(**json.loads(done.stdout))

    def processes(self):
        """Process ids, as this machine sees them, of everything that has the lab's folder open or
        in its command line."""
        return [pid for pid in os.listdir("/proc") if pid.isdigit() and self._belongs(pid)]

    def _belongs(self, pid):
        try:
            with open(f"/proc/{pid}/cmdline", "rb") as file:
                words = file.read().split(b"\0")
        except OSError:
            return False
        return pid != str(os.getpid()) and any(self.folder.encode() in word for word in words)


@contextmanager
def lab(profile, prefix=(), folder=None, words=()):
    """A lab of that profile; on the way out it is ended, and what it logged is shown if the case
    failed. `prefix` is a command that runs the lab as somebody else, `words` go to `up`."""
    print(f"seed {SEED} (set TOCSIN_SEED to repeat)", flush=True)
    with tempfile.TemporaryDirectory(prefix="tocsin-lab-") as top:
        os.chmod(top, 0o777)
        net = Lab(folder or os.path.join(top, "lab"), prefix)
        raised = net.run("up", "--profile", profile, "--owner", str(os.getpid()),
                         "--seed", str(SEED), *words)
        if raised.returncode == 77:
            print(raised.stderr.strip(), file=sys.stderr)
            sys.exit(77)
        assert raised.returncode == 0, raised.stderr
        try:
            yield net
        except BaseException:
            show_logs(net)
            raise
        finally:
            net.run("down")


def show_logs(net):
    """Of all but the name servers: they are talkative, and `up` tells which of them is missing."""
    for folder, _, names in os.walk(net.folder):
        for name in names:
            path = os.path.join(folder, name)
            ours = name.endswith(".log") and not name.endswith(".lab.log")
            if ours and os.path.getsize(path) > 0:
                with open(path, errors="replace") as file:
                    print(f"--- {path}\n{file.read()[-2000:]}", file=sys.stderr)


def eventually(condition, what, seconds=20):
    """Waits until condition() is true, and returns what it gave."""
    deadline = time.monotonic() + seconds
    while True:
        value = condition()
        if value:
            return value
        assert time.monotonic() < deadline, f"not within {seconds} s: {what}"
        time.sleep(POLL_SECONDS)


def equal(seen, wanted, what):
    assert seen == wanted, f"{what}: {seen!r}, not {wanted!r}"
