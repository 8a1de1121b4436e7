"""Two collectors that witness each other, as programs over loopback.

Geneva is sent the checkpoints of Nairobi's log, and Nairobi asks Geneva for its own: each log is
cosigned by the other, and the auditor finds the quorum. Then a copy of Nairobi tells another
history under the same key: Geneva refuses it, goes on to serve what it cosigned, and keeps both
checkpoints as proof, which Python reads.
"""

import argparse
import base64
import hashlib
import pathlib
import re
import shutil
import subprocess
import tempfile

import signed_note
from witnesses import DEADLINE_S, Program, eventually, get, post, size_of

NAMES = ("geneva", "nairobi")


def origin(name):
    return f"{name}.test/log"


def place_of(name):
    return f"/{hashlib.sha256(origin(name).encode()).hexdigest()}/checkpoint"


class Stage:
    def __init__(self, arguments, folder):
        self.programs = arguments
        self.folder = folder
        self.log_keys = {}
        self.witness_keys = {}
        for name in NAMES:
            made = ("--state", folder / name, "--origin", origin(name))
            said = self.run(arguments.tocsind, "init", *made)
            public = base64.b64decode(re.search(r"log key:\s+(\S+)", said).group(1))
            key = signed_note.key_text(origin(name), signed_note.ED25519, public)
            self.log_keys[name] = key
            made = ("--out", folder / f"{name}-witness", "--name", f"{name}.test/witness")
            self.witness_keys[name] = self.run(arguments.national, "witness-key", *made).strip()

    def run(self, *command):
        done = subprocess.run(command, capture_output=True, text=True, timeout=DEADLINE_S)
        if done.returncode != 0:
            raise SystemExit(f"{command}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def collector(self, state, plans, more=""):
        listeners = ", ".join(
            f"{name}: {{address: 127.0.0.1, port: 0}}"
            for name in ("probes", "enrolment", "public", "admin")
        )
        files = ", ".join(f"{self.programs.plans}/{plan}.yaml" for plan in plans)
        config = self.folder / f"{state}.yaml"
        config.write_text(
            f"state_dir: {self.folder}/{state}\nlisteners: {{{listeners}}}\n"
            f"plans: [{files}]\n{more}"
        )
        return Program(self.programs.tocsind, "serve", "--config", config)

    def peer(self, name, other, log_at="", witness_at=""):
        """Cosigns the other's log, and has its own cosigned by the other."""
        witness = f"{{key: '{self.witness_keys[other]}'{witness_at}}}"
        return self.collector(
            name,
            ["watch"],
            f"log: {{checkpoint_every: 1s, witnesses: [{witness}]}}\n"
            f"witness:\n  name: {name}.test/witness\n  poll_every: 1s\n"
            f"  key_file: {self.folder}/{name}-witness/witness-key.pem\n"
            f"  listener: {{address: 127.0.0.1, port: 0}}\n"
            f"  logs: [{{keys: ['{self.log_keys[other]}']{log_at}}}]\n",
        )

    def audited(self, name, other):
        policy = self.folder / f"policy-of-{name}"
        policy.write_text(
            f"log {self.log_keys[name]}\nwitness peer {self.witness_keys[other]}\nquorum peer\n"
        )
        return self.run(
            self.programs.audit, "log", "verify", self.folder / name / "log", "--policy", policy
        )


def at(port):
    return f", address: 127.0.0.1, port: {port}"


def refuses_a_fork(stage, geneva):
    """Geneva, which holds a checkpoint of Nairobi's, is handed another of the same size."""
    held = get(geneva, place_of("nairobi"))
    with stage.collector("nairobi-fork", ["identity", "watch"]) as fork:
        public = fork.port("public")
        other = eventually(
            "the fork has a checkpoint of this size",
            lambda: size_of(get(public, "/log/checkpoint")) == size_of(held)
            and get(public, "/log/checkpoint"),
        )
    for old, wanted in ((0, 409), (size_of(held), 422)):
        answered = post(geneva, "/add-checkpoint", f"old {old}\n\n{other}")
        assert answered == wanted, (old, answered)
    assert get(geneva, place_of("nairobi")) == held, "another is served"


def kept_as_proof(stage):
    kept = sorted((stage.folder / "geneva/witness").glob("*/forks/same-size-*"))
    assert [file.suffix for file in kept] == [".held", ".offered"], kept
    trees = []
    for file in kept:
        note = file.read_bytes()
        assert signed_note.verify(note, stage.log_keys["nairobi"]) is None
        trees.append(signed_note.tree(note))
    (held_origin, held_size, held_root), (other_origin, other_size, other_root) = trees
    assert held_origin == other_origin == origin("nairobi"), trees
    assert held_size == other_size and held_root != other_root, trees
    print(f"two trees of {held_size} entries, both signed by {held_origin}, are kept as proof")


def witness_each_other(stage):
    with stage.peer("geneva", "nairobi") as geneva:
        public, witness = geneva.port("public"), geneva.port("witness")
        ours = (at(public), at(witness))
        with stage.peer("nairobi", "geneva", *ours) as nairobi:
            for name, port in (("geneva", public), ("nairobi", nairobi.port("public"))):
                eventually(
                    f"{name} is cosigned",
                    lambda port=port: size_of(get(port, "/log/cosigned")) == 3,
                )
            served = get(nairobi.port("witness"), place_of("geneva"))
            assert size_of(served) == 3, served
        refuses_a_fork(stage, witness)
    for name, other in (NAMES, NAMES[::-1]):
        found = stage.audited(name, other)
        assert "enough have signed" in found, found
        print(found, end="")
    kept_as_proof(stage)


def main():
    parser = argparse.ArgumentParser()
    for name in ("tocsind", "national", "audit", "plans"):
        parser.add_argument(f"--{name}", required=True)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(arguments, pathlib.Path(folder))
        shutil.copytree(stage.folder / "nairobi", stage.folder / "nairobi-fork")
        witness_each_other(stage)


if __name__ == "__main__":
    main()
