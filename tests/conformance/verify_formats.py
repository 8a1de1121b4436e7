"""Reads our formats with Python's cbor2, cryptography and zstandard, and nothing of ours.

Checks the worked examples of docs/formats, then a batch that the C++ writer has just made with a
fresh key. Everything below follows the documents alone; a difference is a bug of the code or of
the documents.
"""

import argparse
import base64
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

import signed_note

OUTCOMES = ["answered", "timeout", "refused", "unreachable", "malformed", "mismatched", "truncated",
            "reset", "intercepted"]
TRANSPORTS = ["udp", "tcp"]
RTT_SOURCES = ["none", "bracket", "kernel_receive", "kernel"]


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


SIGN_COUNT = 9
STRAY_REASONS = 11
COLUMNS = range(7, 21)
TRACE_ENDS = ["answered", "unreachable", "silent", "hops"]
LOOKUP_QUESTIONS = ["soa", "ds"]
FINDINGS = ["resolves", "no_answer", "malformed", "truncated", "servfail", "nxdomain",
            "other_rcode", "no_data", "ds_missing", "ds_differs", "ad_missing"]


def draw(secret, number):
    """What the document derives from a secret for one query."""
    digest = sha256(b"tocsin-draw/1" + secret + number.to_bytes(4, "big"))
    return {"query_id": int.from_bytes(digest[:2], "big"),
            "port": int.from_bytes(digest[2:4], "big"), "cookie": digest[4:12].hex()}


def open_payload(plain):
    """The rows as the document describes them, the objects, and the lookups."""
    fields = load(plain)
    require(set(fields) - {23, 24} == set(range(23)) and fields[0] == 1, "fields of a payload")
    traces = open_traces(fields)
    for mark, secret in fields[3]:
        require(secret is None or sha256(b"tocsin-secret/1" + secret)[:16] == mark, "mark")
    replies = [open_reply(reply) for reply in fields[5]]
    answers = [open_answer(answer, replies) for answer in fields[6]]
    strays = {row: (count, kept) for row, count, kept in fields[21]}
    require(all(len(kept) <= count and all(len(one) == 5 and one[0] < STRAY_REASONS for one in kept)
                for count, kept in strays.values()), "strays")
    rows, sent_at, number = [], 0, 0
    for index, row in enumerate(zip(*(fields[column] for column in COLUMNS), strict=True)):
        (endpoint, question, transport, outcome, delta, rtt, source, connect, hop_limit, secret,
         step, port, signs, answer) = row
        sent_at += delta
        number += step
        require(signs < 1 << SIGN_COUNT, "signs")
        rows.append({"endpoint": endpoint, "question": fields[4][question][0],
                     "transport": TRANSPORTS[transport], "outcome": OUTCOMES[outcome],
                     "sent_at": sent_at * 1000, "rtt_source": RTT_SOURCES[source],
                     "hop_limit": hop_limit, "signs": signs,
                     "strays": strays.get(index, (0, []))[0], "trace": traces.get(index),
                     "answer": None if answer is None else answers[answer]}
                    | dict(zip(("rtt", "connect"), times([rtt, connect], fields)))
                    | drawn(fields, secret, number, port))
    require(all(row < len(rows) for row in traces), "rows of traces")
    return rows, fields[22], open_lookups(fields)


def times(steps, fields):
    return [None if step is None else step * fields[1] for step in steps]


def open_traces(fields):
    """By row: how it ended, and for each hop what became of each query."""
    if 23 not in fields:
        return {}
    rows, ends, hops, per_hop, routers, *columns = fields[23]
    require(len(rows) > 0 and rows == sorted(set(rows)), "rows of traces ascend")
    names = [router[0] if len(router) == 1 else router.hex() for router in routers]
    icmp, router, after, reply, hop_limit = columns
    queries = [{"icmp": code, "from": None if name is None else names[name], "icmp_after": late,
                "reply_after": answered, "hop_limit": arrived}
               for code, name, late, answered, arrived
               in zip(icmp, router, times(after, fields), times(reply, fields), hop_limit,
                      strict=True)]
    traces = {}
    for row, end, count, each in zip(rows, ends, hops, per_hop, strict=True):
        own, queries = queries[:count * each], queries[count * each:]
        require(len(own) == count * each > 0, "queries of a trace")
        traces[row] = {"end": TRACE_ENDS[end], "per_hop": each, "queries": own}
    require(queries == [], "every query is of a trace")
    return traces


def open_lookups(fields):
    lookups, asked_at = [], 0
    for endpoint, resolver, question, finding, delta, took, rcode in zip(*fields.get(24, [])):
        asked_at += delta
        require((took is None) == (rcode is None), "an answer has both")
        lookups.append({"endpoint": endpoint, "resolver": resolver,
                        "question": LOOKUP_QUESTIONS[question], "finding": FINDINGS[finding],
                        "asked_at": asked_at * 1000, "took": times([took], fields)[0],
                        "rcode": rcode})
    return lookups


def drawn(fields, secret, number, port):
    """Id, cookie and port of a query, as far as its secret is told."""
    told = fields[3][secret][1]
    if told is None:
        return {"query_id": None, "cookie": None, "source_port": port}
    values = draw(told, number)
    first, count = fields[2]
    if port is None:
        port = first + (values["port"] * count >> 16)
    return {"query_id": values["query_id"], "cookie": values["cookie"], "source_port": port}


def open_reply(reply):
    """Digest and kept bytes."""
    if reply[0] == 0:
        require(reply[1][:2] == b"\0\0", "the id is masked")
        return sha256(reply[1]), reply[1]
    if reply[0] == 1:
        require(len(reply[1]) == 4096 < reply[2], "the beginning of a long reply")
        return reply[3], reply[1]
    return reply[1], b""


def open_answer(answer, replies):
    digest, kept = replies[answer[0]]
    nsid = answer.get(4)
    return {"flags": answer[1], "rcode": answer[2], "serial": answer.get(3),
            "nsid": None if nsid is None else nsid.hex(), "digest": digest.hex(),
            "reply": kept.hex()}


def check_batch(sample, keys):
    """Envelope and payload against each other."""
    envelope = open_cose(sample["envelope"], keys["probe"], "application/tocsin-envelope+cbor")
    require(sorted(envelope) == list(range(22)) and envelope[0] == 1, "fields of an envelope")
    require(envelope[1] == sha256(keys["probe"])[:16], "the probe's id is that of its key")
    frame = sample["payload-frame"]
    require((envelope[16], envelope[17]) == (sha256(frame), len(frame)), "payload digest and size")
    plain = zstandard.ZstdDecompressor().decompress(frame, max_output_size=envelope[18])
    require(len(plain) == envelope[18] and plain == sample["payload"], "plain payload")
    rows, objects, lookups = open_payload(plain)
    counts = [sum(row["outcome"] == name for row in rows) for name in OUTCOMES]
    require(counts == envelope[13], "counts per outcome")
    require(all(row["sent_at"] <= envelope[8][0] for row in rows), "sent before the batch closed")
    require(envelope[12] in map(sha256, objects), "the target set travels along")
    require(objects[0] == sample["target-set"], "target set")
    require(all(lookup["asked_at"] <= envelope[8][0] for lookup in lookups), "asked before it")
    return rows, lookups


def check_trace_and_lookups(plain):
    rows, _, lookups = open_payload(plain)
    require([row["trace"] is None for row in rows] == [True, False], "one row is a trace")
    hops = [[query["from"] for query in rows[1]["trace"]["queries"]][at:at + 2] for at in (0, 2, 4)]
    require(hops == [[0, 0], ["cb007109", None], [None, None]], "the way there")
    require([(lookup["resolver"], lookup["finding"]) for lookup in lookups] ==
            [(0, "resolves"), (0, "ds_differs"), (0, "servfail"), (1, "no_answer")], "lookups")


def check_target_set(sample):
    endpoints = load(sample["target-set"])[1]
    order = [(zone, server, len(address), address) for zone, server, address in endpoints]
    require(order == sorted(set(order)), "endpoints ascend")
    kind, body = load(sample["target-set-entry"])
    expected = [sha256(sample["target-set"]), len(sample["target-set"])]
    require(kind == 5 and load(body) == expected, "target set entry")


def check_checkpoint(bytes, text):
    kind, note = load(bytes)
    require(kind == 10 and note.startswith(text["checkpoint"].encode()), "checkpoint entry")
    require(signed_note.verify(note, text["key"].strip()) is None, "the log's own signature")
    at = signed_note.verify(note, text["witness-key"].strip())
    require(at == 1787140800, "when the witness cosigned")


def check_roster(sample, keys):
    """A log of an attestation that comes too early, the enrolment, the same again, a revocation."""
    enrolled = load(sample["enrolment"])
    said = open_cose(sample["attestation"], keys["country"], "application/tocsin-attestation+cbor")
    back = open_cose(sample["revocation"], keys["country"], "application/tocsin-revocation+cbor")
    probe = [enrolled[2], enrolled[1], [1], [[2, said[1], said[7], said[8]]],
             [[3, back[1], back[3]]]]
    require(load(sample["roster"]) == {0: 1, 1: [probe], 2: [0]}, "roster")
    kind, body = load(sample["roster-entry"])
    size = len(sample["roster"])
    require(kind == 14 and load(body) == {0: 1, 1: sha256(sample["roster"]), 2: size, 3: 4,
                                          4: 1787140800 * 10**9}, "snapshot of the roster")


def check_payload_policy(bytes):
    hour = 3600 * 10**9
    require(load(bytes) == {0: 1, 1: 24 * hour, 2: [["NO", 0], ["SE", 72 * hour]],
                            3: [["spec10", 9600 * hour]], 4: 1787140800 * 10**9}, "payload policy")


def check_minutes(sample):
    """What follows from the differences is what the document says in words."""
    results = load(sample["minutes"])
    frame = sample["minutes-frame"]
    require(zstandard.ZstdDecompressor().decompress(frame) == sample["minutes"], "minutes' frame")
    tests = []
    leaf = 0
    for step, target_set, minutes in results[3]:
        leaf += step
        number = 0
        for after, endpoints, which in minutes:
            number += after
            for at in range(len(endpoints)):
                tests.append((leaf, results[1][target_set], number - 29785680,
                              sum(endpoints[:at + 1]), OUTCOMES[results[2][which[at]][2]],
                              results[2][which[at]][3]))
    targets = bytes([0x77] * 32)
    require(tests == [(41, targets, 0, 0, "answered", 1), (41, targets, 0, 1, "timeout", 0),
                      (44, targets, 0, 2, "answered", 2), (44, targets, 0, 3, "answered", 1),
                      (44, targets, 1, 0, "answered", 1)], "the documented tests")
    kind, body = load(sample["minutes-entry"])
    require(kind == 16 and load(body) == {0: 1, 1: "spec10", 2: 40, 3: 50, 4: sha256(frame),
                                          5: len(frame), 6: 1821700800 * 10**9}, "minutes' entry")


def verifier_key(name, key):
    named = hashlib.sha256(name.encode() + b"\n\x01" + key).digest()[:4]
    return f"{name}+{named.hex()}+{base64.b64encode(bytes([1]) + key).decode()}"


def check_next_origins(bytes, text):
    begin = {2027: 1798761600, 2028: 1830297600}
    said = load(bytes)
    require((said[0], said[2], len(said)) == (1, 1787140800 * 10**9, 3), "an announcement")
    lines = ""
    for (year, at), (name, key, since) in zip(begin.items(), said[1], strict=True):
        require((name, since) == (f"geneva.example/log/{year}", at * 10**9), "what it announces")
        lines += f"# from {year}-01-01T00:00:00Z\nlog {verifier_key(name, key)}\n"
    require(lines == text, "origins as lines of a policy")


def check_time_stamp(bytes, checkpoint, text):
    """By openssl's own check, at the time that it says."""
    kind, body = load(bytes)
    index, token = load(body)
    require((kind, index) == (11, 1), "time-stamp entry")
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "token").write_bytes(token)
        (folder / "note").write_bytes(load(checkpoint)[1])
        root = "".join(text["time-stamp-root"].split())
        (folder / "root").write_text(
            f"-----BEGIN CERTIFICATE-----\n{root}\n-----END CERTIFICATE-----\n")
        show = ["openssl", "ts", "-reply", "-in", "token", "-token_in", "-token_out", "-text"]
        shown = subprocess.run(show, cwd=folder, check=True, capture_output=True, text=True)
        for said in ("Time stamp: Aug 19 12:00:30 2026 GMT", "Policy OID: 1.3.6.1.4.1.32473.1",
                     "Serial number: 0x01", "Hash Algorithm: sha256", "Accuracy: 0x01 seconds"):
            require(said in shown.stdout, f"the time-stamp says {said}")
        verify = ["openssl", "ts", "-verify", "-in", "token", "-token_in", "-data", "note",
                  "-CAfile", "root", "-attime", "1787140830"]
        require(subprocess.run(verify, cwd=folder, capture_output=True).returncode == 0,
                "the time-stamp is of the checkpoint")
        (folder / "note").write_bytes(load(checkpoint)[1] + b"\n")
        require(subprocess.run(verify, cwd=folder, capture_output=True).returncode != 0,
                "the time-stamp is of nothing else")


def check_plan(bytes):
    second = 10**9
    plan = load(bytes)
    require(plan == {
        0: 1, 1: "sample",
        2: [[3, 1, 0, 60 * second, 0, 10], [0, 0, 0, 300 * second, 300 * second, 0]],
        3: 60 * second, 4: 20, 5: 4 * second, 6: second, 7: second // 10, 8: 60 * second,
        9: 10_000, 10: [2, 2 * second, 6]}, "plan")


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


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return (crc ^ 0xFFFFFFFF).to_bytes(4, "big")


def number(value):
    return value.to_bytes(8, "big")


def segment_of(records):
    """The bytes of a segment whose records were synced at its end alone, and where frames begin."""
    segment, offsets = b"TOCSINJ1" + number(0), []
    for index, record in enumerate(records):
        head = len(record).to_bytes(4, "big") + number(index) + number(0)
        offsets.append(len(segment))
        segment += b"TFRM" + head + crc32c(head + record) + record
    return segment, offsets


def check_sidecar(sample, keys):
    """The documented sidecar, made of the documented records."""
    entry = cbor2.dumps([1, sample["envelope"]])
    batch = cbor2.dumps([entry, sample["payload-frame"], sample["acknowledgement"]])
    said = cbor2.dumps([sample["target-set-entry"], sample["target-set"], b""])
    segment, (batch_at, said_at) = segment_of([batch, said])
    envelope = open_cose(sample["envelope"], keys["probe"], "application/tocsin-envelope+cbor")
    word = open_cose(
        sample["acknowledgement"], keys["log"], "application/tocsin-acknowledgement+cbor")
    digest, targets = sha256(sample["envelope"]), sha256(sample["target-set"])
    span = [envelope[5], envelope[5], envelope[6], digest]
    front = cbor2.dumps([1, 0, [[envelope[1], envelope[3], [span]]], [[targets, batch_at]],
                         [[1, said_at, sample["target-set-entry"]]], [], [], word[3]])
    require(sample["sidecar-front"] == front, "front of a sidecar")
    links = digest + number(word[3]) + bytes([word[5]]) + number(0)
    require(sample["sidecar-links"] == links, "links of a sidecar")
    lines = sorted([(envelope[16][:8], batch_at), (targets[:8], batch_at), (targets[:8], said_at)])
    require(sample["sidecar-objects"] == b"".join(front + number(at) for front, at in lines),
            "objects of a sidecar")
    counts = b"".join(sum(line[0][0] <= byte for line in lines).to_bytes(4, "big")
                      for byte in range(256))
    head = b"TOCSINX2" + b"".join(map(number, [0, 2, len(segment), said_at]))
    head += segment[said_at:said_at + 28]
    for part in (front, links, counts + sample["sidecar-objects"]):
        head += number(len(part)) + crc32c(part)
    require(sample["sidecar-head"] == head + crc32c(head), "head of a sidecar")


def check_that_checks_can_fail(sample, keys):
    bad = bytearray(sample["envelope"])
    bad[-1] ^= 1
    try:
        open_cose(bytes(bad), keys["probe"], "application/tocsin-envelope+cbor")
    except InvalidSignature:
        return
    raise SystemExit("a changed signature verified")


def blocks(folder, form):
    """Every ```FORM NAME block of the documents."""
    found = {}
    example = re.compile(rf"^```{form} (\S+)\n(.*?)^```", re.M | re.S)
    for document in sorted(folder.glob("*.md")):
        for name, block in example.findall(document.read_text()):
            require(name not in found, f"{name} is documented once")
            found[name] = block
    return found


def documented(folder):
    """Those in hex; what follows a # explains."""
    return {name: bytes.fromhex(re.sub(r"#.*", "", block))
            for name, block in blocks(folder, "hex").items()}


def written(writer):
    names = {"envelope": "envelope", "payload": "payload.plain", "payload-frame": "payload",
             "target-set": "target_set", "target-set-entry": "target_set.entry",
             "attestation": "attestation", "attestation-entry": "attestation.entry",
             "enrolment": "enrolment", "acknowledgement": "acknowledgement", "plan": "plan"}
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        subprocess.run([writer, name], check=True)
        sample = {ours: (folder / theirs).read_bytes() for ours, theirs in names.items()}
        keys = json.loads((folder / "keys.json").read_text())
        expected = [json.loads((folder / name).read_text())
                    for name in ("payload.json", "lookups.json")]
    return sample, {who: bytes.fromhex(key) for who, key in keys.items()}, expected


def check_documents(folder):
    sample = documented(folder)
    keys = {who: sample[f"{who}-key"] for who in ("probe", "log", "country")}
    rows, _ = check_batch(sample, keys)
    require([row["outcome"] for row in rows] == ["answered", "timeout", "answered", "refused"],
            "the documented measurements")
    require([row["query_id"] is None for row in rows] == [False, True, True, True], "one is told")
    check_trace_and_lookups(sample["payload-checks"])
    check_target_set(sample)
    check_plan(sample["plan"])
    check_payload_policy(sample["payload-policy"])
    check_minutes(sample)
    text = blocks(folder, "text")
    check_checkpoint(sample["checkpoint-entry"], text)
    check_next_origins(sample["next-origins"], text["next-origins-lines"])
    check_time_stamp(sample["time-stamp-entry"], sample["checkpoint-entry"], text)
    back = open_cose(sample["revocation"], keys["country"], "application/tocsin-revocation+cbor")
    require((back[1], back[2]) == ("NO", keys["probe"]), "revocation")
    word = open_cose(sample["refusal-notice"], keys["probe"],
                     "application/tocsin-refusal-notice+cbor")
    require((word[1], word[3]) == (sha256(keys["probe"])[:16], sha256(sample["envelope"])),
            "a refusal of this probe's batch")
    require((word[4], word[6]) == (keys["log"], 409), "by this log's collector")
    said = open_cose(sample["annotation"], keys["country"], "application/tocsin-annotation+cbor")
    require((said[2], said[3], said[5]) == (keys["country"], 1, "ak"), "annotation")
    require(said[4] == [sha256(keys["probe"])[:16]] and said[6] < said[7], "of this probe, a while")
    check_roster(sample, keys)
    acknowledgement = check_statements(sample, keys)
    require(acknowledgement[2] == sha256(sample["envelope"]), "it acknowledges the envelope")
    protected, _, content, _ = load(sample["acknowledgement"]).value
    to_be_signed = ["Signature1", protected, b"", content]
    require(load(sample["to-be-signed"]) == to_be_signed, "Sig_structure")
    check_sidecar(sample, keys)
    check_that_checks_can_fail(sample, keys)
    return len(sample)


def check_fresh(writer):
    sample, keys, expected = written(writer)
    rows, lookups = check_batch(sample, keys)
    require(len(rows) == 1000 and sum(row["trace"] is not None for row in rows) == 250,
            "a thousand measurements, a quarter of them traces")
    require(len(lookups) == 100, "a hundred lookups")
    for ours, theirs in zip(rows + lookups, expected[0] + expected[1], strict=True):
        require(ours == theirs, f"{ours} is {theirs}")
    check_target_set(sample)
    check_plan(sample["plan"])
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
