"""A probe and a witness as programs, and a collector that drops what it acknowledges.

The probe finds out, says so, and keeps a proof: this checks it with nothing of ours, as whoever it
is handed to would. All queries of the probe go to an address of this host.
"""

import argparse
import base64
import hashlib
import json
import pathlib
import subprocess
import tempfile

import cbor2
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

import droppers_collector
import signed_note
from witnesses import Program, eventually, get, post

HINTS = ". 3600000 NS a.root-servers.net.\na.root-servers.net. 3600000 A 127.0.0.1\n"
PLACE = f"/{hashlib.sha256(droppers_collector.ORIGIN.encode()).hexdigest()}/checkpoint"


class Stage:
    def __init__(self, arguments, folder):
        self.programs = arguments
        self.folder = folder
        self.state = folder / "probe"
        made = ("--out", folder / "cert", "--name", "cert.test/witness")
        said = subprocess.run(
            [arguments.national, "witness-key", *made], capture_output=True, text=True, check=True
        )
        self.witness_key = said.stdout.strip()

    def witness(self, log):
        config = self.folder / "witness.yaml"
        config.write_text(
            f"state_dir: {self.folder}/cert/state\nname: cert.test/witness\n"
            f"key_file: {self.folder}/cert/witness-key.pem\n"
            f"listener: {{address: 127.0.0.1, port: 0}}\n"
            f"logs: [{{keys: ['{log.verifier_key()}']}}]\n"
        )
        return Program(self.programs.national, "witness", "--config", config)

    def probe(self, collector, witness_port):
        (self.folder / "hints").write_text(HINTS)
        self.config = self.folder / "probe.yaml"
        self.config.write_text(
            f"state_dir: {self.state}\nhints_file: {self.folder}/hints\nplans: []\n"
            f"collectors:\n  - {{name: dropper, address: 127.0.0.1, tls_name: dropper.test,\n"
            f"     port: {collector.server_address[1]}, witnesses: [{{key: '{self.witness_key}',\n"
            f"     address: 127.0.0.1, port: {witness_port}}}]}}\n"
        )
        return Program(self.programs.probe, "run", "--config", self.config)

    def status(self):
        asked = (self.programs.probe, "status", "--config", self.config, "--output", "json")
        said = subprocess.run(asked, capture_output=True, text=True)
        return json.loads(said.stdout) if said.stdout else {}

    def problems(self):
        return "\n".join(self.status().get("problems", []))

    def evidence(self):
        return sorted((self.state / "evidence/dropper").glob("*.checkpoint"))


def cosign(log, witness_port):
    """The log's first tree, then its second one, each shown to the witness."""
    assert post(witness_port, "/add-checkpoint", "old 0\n\n" + log.checkpoint()) == 200
    yield
    log.entries.append(cbor2.dumps([2, b"not a batch either"]))
    added = base64.b64encode(log.leaves[1]).decode()
    assert post(witness_port, "/add-checkpoint", f"old 1\n{added}\n\n{log.checkpoint()}") == 200


def check_proof(case, log, witness_key):
    """As docs/formats/acknowledgement.md says, from the files, the keys and the log."""
    entry = case.with_suffix(".entry").read_bytes()
    kind, envelope = cbor2.loads(entry)
    statement = cbor2.loads(case.with_suffix(".acknowledgement").read_bytes())
    protected, _, content, signature = statement.value
    signed = cbor2.dumps(["Signature1", protected, b"", content], canonical=True)
    Ed25519PublicKey.from_public_bytes(log.public).verify(signature, signed)
    word = cbor2.loads(content)
    assert kind == 1 and word[2] == hashlib.sha256(envelope).digest(), word
    assert case.name == word[2].hex(), case
    checkpoint = case.with_suffix(".checkpoint").read_bytes()
    assert signed_note.verify(checkpoint, log.verifier_key()) is None
    cosigned_at = signed_note.verify(checkpoint, witness_key)
    assert cosigned_at * 10**9 > word[3] + word[4], (cosigned_at, word)
    leaves = log.leaves
    root = droppers_collector.root_of(leaves)
    assert signed_note.tree(checkpoint) == (droppers_collector.ORIGIN, len(leaves), root)
    assert droppers_collector.leaf_hash(entry) not in leaves
    assert "not-included" in case.with_suffix(".answer").read_text()


def dropped(stage):
    with droppers_collector.Collector(stage.folder / "collector") as collector:
        collector.enrol(stage.state / "collectors/dropper")
        with stage.witness(collector.log) as witness:
            port = witness.port("port")
            shows = cosign(collector.log, port)
            next(shows)
            with stage.probe(collector, port) as probe:
                # Twice in the first attempt; so from now on what is cosigned should have the batch.
                eventually("a batch is looked for again", lambda: len(collector.asked) >= 3)
                next(shows, None)
                said = "a collector's log lacks a batch that it acknowledged"
                eventually("the probe says so", lambda: any(said in line for line in probe.lines))
                kept = eventually("the proof is kept", stage.evidence)[0].with_suffix("")
                assert signed_note.tree(get(port, PLACE).encode())[1] == 2
                eventually("the status says so", lambda: "its log lacks" in stage.problems())
                in_log = stage.status()["collectors"][0]["in_log"]
                assert in_log["dropped"] > 0 and in_log["proven"] == 0, in_log
    check_proof(kept, collector.log, stage.witness_key)
    print(f"{len(collector.acknowledged)} acknowledged, none in the log; proof: {kept.name}")


def main():
    parser = argparse.ArgumentParser()
    for name in ("probe", "national"):
        parser.add_argument(f"--{name}", required=True)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        dropped(Stage(arguments, pathlib.Path(folder)))


if __name__ == "__main__":
    main()
