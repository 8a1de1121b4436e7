"""Collectors, witnesses and the auditor as programs, over loopback.

First an honest collector with two witnesses, one that it asks and one that asks: both cosign, and
the auditor finds the quorum, in the folder and over HTTP, and the log has an entry with what they
signed; Go's own transparency log says so too. Then the collector shows another history to the
second witness, under the same key: what the two witnesses serve does not fit together, the auditor
says so, and a witness that is handed the other's checkpoint keeps both as proof.
"""

import argparse
import base64
import hashlib
import pathlib
import re
import shutil
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.request

import cbor2
from cryptography.exceptions import InvalidSignature

import signed_note

CHECKPOINT = 10
DEADLINE_S = 60
ORIGIN = "geneva.test/log"


def eventually(what, holds):
    end = time.monotonic() + DEADLINE_S
    while time.monotonic() < end:
        found = holds()
        if found:
            return found
        threading.Event().wait(0.05)
    raise SystemExit(f"not within {DEADLINE_S} s: {what}")


class Program:
    """Runs until the end of its `with`; knows what it said when it was ready."""

    def __init__(self, *command):
        self.lines = []
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        self.reader = threading.Thread(target=self.read)
        self.reader.start()

    def read(self):
        for line in self.process.stderr:
            self.lines.append(line)

    def port(self, name):
        def ready():
            if self.process.poll() is not None:
                raise SystemExit("".join(self.lines))
            return re.search(rf' ready".* {name}=(\d+)', "".join(self.lines))

        return int(eventually(f"ready with {name}", ready).group(1))

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        code = self.process.wait(DEADLINE_S)
        self.reader.join()
        if code != 0:
            raise SystemExit(f"ended with {code}:\n" + "".join(self.lines))


def get(port, path):
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return answer.read().decode()
    except urllib.error.HTTPError:
        return None


def post(port, path, body):
    request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", data=body.encode())
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return answer.status
    except urllib.error.HTTPError as refused:
        return refused.code


class Stage:
    def __init__(self, arguments, folder):
        self.programs = arguments
        self.folder = folder
        made = ("--state", folder / "log", "--origin", ORIGIN)
        said = self.run(self.programs.tocsind, "init", *made)
        public = base64.b64decode(re.search(r"log key:\s+(\S+)", said).group(1))
        self.key = signed_note.key_text(ORIGIN, signed_note.ED25519, public)
        self.witnesses = {name: self.witness_key(name) for name in ("nordic", "baltic")}

    def run(self, *command, code=0):
        done = subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE_S)
        if done.returncode != code:
            said = done.stdout + done.stderr
            raise SystemExit(f"{command}: {done.returncode}, not {code}\n{said}")
        return done.stdout

    def witness_key(self, name):
        made = ("--out", self.folder / name, "--name", f"{name}.test/witness")
        return self.run(self.programs.national, "witness-key", *made).strip()

    def write(self, name, text):
        path = self.folder / name
        path.write_text(text)
        return path

    def witness(self, name, log_address=""):
        config = self.write(
            f"{name}.yaml",
            f"state_dir: {self.folder}/{name}/state\nname: {name}.test/witness\n"
            f"key_file: {self.folder}/{name}/witness-key.pem\npoll_every: 1s\n"
            f"listener: {{address: 127.0.0.1, port: 0}}\n"
            f"logs: [{{keys: ['{self.key}']{log_address}}}]\n",
        )
        return Program(self.programs.national, "witness", "--config", config)

    def collector(self, state, plan, witnesses):
        listeners = ", ".join(
            f"{name}: {{address: 127.0.0.1, port: 0}}"
            for name in ("probes", "enrolment", "public", "admin")
        )
        config = self.write(
            f"{state}.yaml",
            f"state_dir: {self.folder}/{state}\nlisteners: {{{listeners}}}\n"
            f"plans: [{self.programs.plans}/{plan}.yaml]\n"
            f"log: {{checkpoint_every: 1s, witnesses: [{', '.join(witnesses)}]}}\n",
        )
        return Program(self.programs.tocsind, "serve", "--config", config)

    def policy(self):
        names = "\n".join(f"witness {name} {key}" for name, key in self.witnesses.items())
        return self.write(
            "policy", f"log {self.key}\n{names}\ngroup both all nordic baltic\nquorum both\n"
        )

    def audit(self, *arguments, code=0):
        return self.run(self.programs.audit, "log", *arguments, code=code)


def size_of(checkpoint):
    return int(checkpoint.split("\n")[1]) if checkpoint else -1


def asked(stage, name, port):
    return f"{{key: '{stage.witnesses[name]}', address: 127.0.0.1, port: {port}}}"


def entries_of(folder, size):
    """C2SP tlog-tiles: each behind its length in 16 bits; of a log that fits one bundle."""
    bundle = (folder / f"tile/entries/000.p/{size}").read_bytes()
    entries = []
    while bundle:
        length = int.from_bytes(bundle[:2], "big")
        entries.append(bundle[2:2 + length])
        bundle = bundle[2 + length:]
    assert len(entries) == size, entries
    return entries


def recorded_checkpoint(stage, folder):
    """The log's last entry is its first checkpoint, over the two entries before, signed by all."""
    *before, last = entries_of(folder, 3)
    kind, note = cbor2.loads(last)
    assert kind == CHECKPOINT and cbor2.dumps([kind, note], canonical=True) == last, last
    assert signed_note.verify(note, stage.key) is None
    times = [signed_note.verify(note, key) for key in stage.witnesses.values()]
    assert all(0 <= time.time() - at < DEADLINE_S * 4 for at in times), times
    leaves = [hashlib.sha256(b"\0" + entry).digest() for entry in before]
    root = hashlib.sha256(b"\1" + b"".join(leaves)).digest()
    assert signed_note.tree(note) == (ORIGIN, 2, root), note
    try:
        signed_note.verify(note.replace(b"\n2\n", b"\n3\n", 1), stage.key)
    except InvalidSignature:
        print("the log records what both have cosigned, at", times)
    else:
        raise SystemExit("a changed checkpoint verified")


def honest_collector(stage):
    with stage.witness("nordic") as nordic:
        witnesses = [
            asked(stage, "nordic", nordic.port("port")),
            f"{{key: '{stage.witnesses['baltic']}'}}",
        ]
        with stage.collector("log", "watch", witnesses) as collector:
            public = collector.port("public")
            at = f", address: 127.0.0.1, port: {public}"
            with stage.witness("baltic", at) as baltic:
                baltic.port("port")
                # The plan, next years' keys, and the checkpoint over both, recorded in turn.
                eventually("both cosign", lambda: size_of(get(public, "/log/cosigned")) == 3)
            policy = stage.policy()
            for log in (stage.folder / "log/log", f"http://127.0.0.1:{public}/log"):
                found = stage.audit("verify", log, "--policy", policy)
                assert " nordic (" in found and " baltic (" in found, found
                assert "both: enough have signed" in found, found
            print(found, end="")
            recorded_checkpoint(stage, stage.folder / "log/log")
    keys = (stage.key, *stage.witnesses.values())
    print(stage.run(stage.programs.verifier, "log", stage.folder / "log/log", *keys), end="")


def forked_collector(stage):
    place = f"/{hashlib.sha256(ORIGIN.encode()).hexdigest()}/checkpoint"
    with stage.witness("nordic") as nordic, stage.witness("baltic") as baltic:
        ports = {"nordic": nordic.port("port"), "baltic": baltic.port("port")}
        served = {}
        for name, plan in (("nordic", "watch"), ("baltic", "identity")):
            with stage.collector(f"log-for-{name}", plan, [asked(stage, name, ports[name])]):
                served[name] = eventually(
                    f"{name} cosigns",
                    lambda name=name: size_of(get(ports[name], place)) == 3
                    and get(ports[name], place),
                )
        one, other = (served[name].split("\n") for name in ("nordic", "baltic"))
        assert one[:2] == other[:2] and one[2] != other[2], served
        handed = post(ports["nordic"], "/add-checkpoint", "old 3\n\n" + served["baltic"])
        assert handed == 422, handed
    forks = sorted((stage.folder / "nordic/state").glob("*/forks/same-size-*"))
    assert [fork.suffix for fork in forks] == [".held", ".offered"], forks
    for fork, code in zip(forks, (0, 1)):
        found = stage.audit(
            "consistency", stage.folder / "log-for-nordic/log", "--from", fork, "--key", stage.key,
            code=code,
        )
    assert "CONSISTENT       NO" in found, found
    print(found, end="")


def main():
    parser = argparse.ArgumentParser()
    for name in ("tocsind", "national", "audit", "plans", "verifier"):
        parser.add_argument(f"--{name}", required=True)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(arguments, pathlib.Path(folder))
        for name in ("nordic", "baltic"):
            shutil.copytree(stage.folder / "log", stage.folder / f"log-for-{name}")
        honest_collector(stage)
        for name in ("nordic", "baltic"):
            shutil.rmtree(stage.folder / name / "state")
        forked_collector(stage)


if __name__ == "__main__":
    main()
