"""Reads our formats with Python's cbor2, cryptography and zstandard, and nothing of ours.

Checks the worked examples of docs/formats, then a batch that the C++ writer has just made with a
fresh key. Everything below follows the documents alone; a difference is a bug of the code or of
the documents.
"""

import argparse
import hashlib
import json
import pathlib
import re
import subprocess
import tempfile

import cbor2
import zstandard
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

OUTCOMES = ["answered", "timeout", "refused", "unreachable", "malformed", "mismatched", "truncated",
            "reset", "intercepted"]
TRANSPORTS = ["udp", "tcp"]
RTT_SOURCES = ["none", "bracket", "kernel_receive", "kernel"]
MATCHED = {"answered", "truncated", "intercepted"}


def require(holds, what):
    if not holds:
        raise SystemExit(f"does not conform: {what}")


def sha256(data):
    return hashlib.sha256(data).digest()


def load(data):
    """One item of deterministic CBOR: encoding it again gives the same bytes."""
    item = cbor2.loads(data)
    require(cbor2.dumps(item, canonical=True) == data, "deterministic encoding")
    return item


def open_cose(data, key, content_type):
    statement = load(data)
    require(isinstance(statement, cbor2.CBORTag) and statement.tag == 18, "tag 18")
    protected, unprotected, content, signature = statement.value
    require(load(protected) == {1: -8, 3: content_type}, f"protected header of {content_type}")
    require(unprotected == {}, "empty unprotected header")
    signed = cbor2.dumps(["Signature1", protected, b"", content])
    Ed25519PublicKey.from_public_bytes(key).verify(signature, signed)
    return load(content)


def open_payload(plain):
    """The rows as the document describes them."""
    fields = load(plain)
    require(sorted(fields) == list(range(13)) and fields[0] == 1, "fields of a payload")
    resolution, answers = fields[1], fields[11]
    rows, sent_at = [], 0
    for endpoint, transport, outcome, delta, rtt, source, port, query_id, answer in zip(
            *(fields[number] for number in range(2, 11)), strict=True):
        sent_at += delta
        row = {"endpoint": endpoint, "transport": TRANSPORTS[transport],
               "outcome": OUTCOMES[outcome], "sent_at": sent_at * 1000,
               "rtt": None if rtt is None else rtt * resolution,
               "rtt_source": RTT_SOURCES[source], "source_port": port, "query_id": query_id}
        rows.append(row | open_answer({} if answer is None else answers[answer], row))
    return rows, fields[12]


def open_answer(answer, row):
    reply = answer.get(2, b"")
    if 1 in answer:
        require(row["outcome"] in MATCHED, "only replies that matched are masked")
        reply = row["query_id"].to_bytes(2, "big") + answer[1][2:]
    nsid = answer.get(7)
    return {"flags": answer.get(4), "rcode": answer.get(5), "serial": answer.get(6),
            "nsid": None if nsid is None else nsid.hex(), "reply": reply.hex()}


def check_batch(sample, keys):
    """Envelope and payload against each other."""
    envelope = open_cose(sample["envelope"], keys["probe"], "application/tocsin-envelope+cbor")
    require(sorted(envelope) == list(range(22)) and envelope[0] == 1, "fields of an envelope")
    require(envelope[1] == sha256(keys["probe"])[:16], "the probe's id is that of its key")
    frame = sample["payload-frame"]
    require((envelope[16], envelope[17]) == (sha256(frame), len(frame)), "payload digest and size")
    plain = zstandard.ZstdDecompressor().decompress(frame, max_output_size=envelope[18])
    require(len(plain) == envelope[18] and plain == sample["payload"], "plain payload")
    rows, objects = open_payload(plain)
    counts = [sum(row["outcome"] == name for row in rows) for name in OUTCOMES]
    require(counts == envelope[13], "counts per outcome")
    require(all(row["sent_at"] <= envelope[8][0] for row in rows), "sent before the batch closed")
    require(envelope[12] in map(sha256, objects), "the target set travels along")
    require(objects[0] == sample["target-set"], "target set")
    return rows


def check_target_set(sample):
    endpoints = load(sample["target-set"])[1]
    order = [(zone, server, len(address), address) for zone, server, address in endpoints]
    require(order == sorted(set(order)), "endpoints ascend")
    kind, body = load(sample["target-set-entry"])
    expected = [sha256(sample["target-set"]), len(sample["target-set"])]
    require(kind == 5 and load(body) == expected, "target set entry")


def check_statements(sample, keys):
    said = open_cose(sample["attestation"], keys["country"], "application/tocsin-attestation+cbor")
    require((said[1], said[4], said[6]) == ("NO", 224, [599, 108]), "attestation")
    require(load(sample["attestation-entry"]) == [3, sample["attestation"]], "attestation entry")
    enrolment = load(sample["enrolment"])
    require(enrolment[2] == sha256(enrolment[3])[:16], "the enrolled probe's id is that of its key")
    proof = open_cose(enrolment[7], enrolment[3], "application/tocsin-enrolment-proof+cbor")
    require(proof == {0: 1, 1: enrolment[6]}, "enrolment proof")
    acknowledgement = open_cose(
        sample["acknowledgement"], keys["log"], "application/tocsin-acknowledgement+cbor")
    require(acknowledgement[1] == "log.collector.example", "acknowledgement")
    return acknowledgement


def check_that_checks_can_fail(sample, keys):
    bad = bytearray(sample["envelope"])
    bad[-1] ^= 1
    try:
        open_cose(bytes(bad), keys["probe"], "application/tocsin-envelope+cbor")
    except InvalidSignature:
        return
    raise SystemExit("a changed signature verified")


def documented(folder):
    """Every ```hex NAME block of the documents; what follows a # explains."""
    sample = {}
    example = re.compile(r"^```hex (\S+)\n(.*?)^```", re.M | re.S)
    for document in sorted(folder.glob("*.md")):
        for name, block in example.findall(document.read_text()):
            require(name not in sample, f"{name} is documented once")
            sample[name] = bytes.fromhex(re.sub(r"#.*", "", block))
    return sample


def written(writer):
    names = {"envelope": "envelope", "payload": "payload.plain", "payload-frame": "payload",
             "target-set": "target_set", "target-set-entry": "target_set.entry",
             "attestation": "attestation", "attestation-entry": "attestation.entry",
             "enrolment": "enrolment", "acknowledgement": "acknowledgement"}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([writer, name], check=True)
        sample = {ours: (folder / theirs).read_bytes() for ours, theirs in names.items()}
        keys = json.loads((folder / "keys.json").read_text())
        rows = json.loads((folder / "payload.json").read_text())
    return sample, {who: bytes.fromhex(key) for who, key in keys.items()}, rows


def check_documents(folder):
    sample = documented(folder)
    keys = {who: sample[f"{who}-key"] for who in ("probe", "log", "country")}
    rows = check_batch(sample, keys)
    require([row["outcome"] for row in rows] == ["answered", "timeout", "answered", "refused"],
            "the documented measurements")
    check_target_set(sample)
    acknowledgement = check_statements(sample, keys)
    require(acknowledgement[2] == sha256(sample["envelope"]), "it acknowledges the envelope")
    protected, _, content, _ = load(sample["acknowledgement"]).value
    to_be_signed = ["Signature1", protected, b"", content]
    require(load(sample["to-be-signed"]) == to_be_signed, "Sig_structure")
    check_that_checks_can_fail(sample, keys)
    return len(sample)


def check_fresh(writer):
    sample, keys, expected = written(writer)
    rows = check_batch(sample, keys)
    require(len(rows) == len(expected) == 1000, "a thousand measurements")
    for ours, theirs in zip(rows, expected):
        require(ours == theirs, f"measurement {ours} is {theirs}")
    check_target_set(sample)
    check_statements(sample, keys)
    return len(rows)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=pathlib.Path, required=True)
    parser.add_argument("--writer", required=True)
    arguments = parser.parse_args()
    print(check_documents(arguments.documents), "documented examples conform")
    print(check_fresh(arguments.writer), "measurements of a fresh batch conform")


if __name__ == "__main__":
    main()
