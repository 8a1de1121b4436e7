#!/usr/bin/python3
"""Writes what a name server answers to a fixed list of queries, one raw reply per file.

The corpus dns_reply/ holds replies of NSD 4.6 and Knot 3.2, each serving a signed root zone on
loopback with an NSID, made so:

    capture_dns_replies.py 127.0.0.1 15301 nsd tests/fuzz/corpus/dns_reply replies

The corpus correctness/ holds those of NSD 4.6, Knot 3.2 and BIND 9.18 that serve
tests/unit/core/judge/zones/old.zone, to the questions of RSSAC047:

    capture_dns_replies.py 127.0.0.1 15301 nsd tests/fuzz/corpus/correctness correctness
"""
import pathlib
import socket
import struct
import sys

SOA, NS, TXT, A, DNSKEY, DS = 6, 2, 16, 1, 48, 43
IN, CH = 1, 3
NSID = struct.pack(">HH", 3, 0)
ID = 0x1234


def wire_name(text):
    labels = [label for label in text.split(".") if label]
    return b"".join(bytes([len(label)]) + label.encode() for label in labels) + b"\0"


def query(name, rrtype, rrclass=IN, size=1232, dnssec=False, version=0, edns=True):
    header = struct.pack(">HHHHHH", ID, 0, 1, 0, 0, 1 if edns else 0)
    question = wire_name(name) + struct.pack(">HH", rrtype, rrclass)
    flags = version << 16 | (0x8000 if dnssec else 0)
    opt = b"\0" + struct.pack(">HHIH", 41, size, flags, len(NSID)) + NSID
    return header + question + (opt if edns else b"")


REPLIES = {
    "root_soa_nsid": query(".", SOA),
    "root_soa_plain": query(".", SOA, edns=False),
    "root_soa_dnssec": query(".", SOA, dnssec=True),
    "root_ns": query(".", NS),
    "root_dnskey_truncated": query(".", DNSKEY, size=512, dnssec=True),
    "referral_no": query("www.example.no.", A),
    "ds_no": query("no.", DS, dnssec=True),
    "nxdomain": query("nonexistent-tld-of-ours.", A, dnssec=True),
    "hostname_bind": query("hostname.bind.", TXT, CH),
    "edns_version_1": query(".", SOA, version=1),
    "mixed_case": query("wWw.ExAmPlE.nO.", A),
    "formerr": query(".", SOA)[:20],
}


def judged(name, rrtype):
    return query(name, rrtype, size=1220, dnssec=True)


CORRECTNESS = {
    "root_soa": judged(".", SOA),
    "root_ns": judged(".", NS),
    "root_dnskey": judged(".", DNSKEY),
    "ns_with_ds": judged("no.", NS),
    "ns_without_ds": judged("se.", NS),
    "ds": judged("no.", DS),
    "no_ds": judged("se.", DS),
    "no_name": judged("www.rssac047-test.abcdefghij.", A),
    "no_name_at_the_end": judged("www.rssac047-test.zzzzzzzzzz.", A),
    "mixed_case": judged("WwW.RsSaC047-tEsT.AbCdEfGhIj.", A),
    "referral": judged("www.example.no.", A),
}

QUERIES = {"replies": REPLIES, "correctness": CORRECTNESS}


def main():
    server, port, label, folder = sys.argv[1], int(sys.argv[2]), sys.argv[3], sys.argv[4]
    for name, wire in QUERIES[sys.argv[5]].items():
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as peer:
            peer.settimeout(2)
            peer.sendto(wire, (server, port))
            try:
                reply = peer.recv(65535)
            except TimeoutError:
                print(f"{label}_{name}: no reply")
                continue
        pathlib.Path(folder, f"{label}_{name}").write_bytes(reply)
        print(f"{label}_{name}: {len(reply)} octets")


main()
