"""Asks a server what RSSAC047 asks for correctness, and keeps its replies as they came: each behind
two octets of its length.

usage: replies.py ADDRESS FILE NAME/TYPE...
"""

import socket
import struct
import sys

TYPES = {"A": 1, "NS": 2, "SOA": 6, "DS": 43, "DNSKEY": 48}
ATTEMPTS = 5
OPT = struct.pack("!BHHIH", 0, 41, 1220, 0x8000, 4) + struct.pack("!HH", 3, 0)  # DO, and NSID


def query(number, name, kind):
    labels = [label.encode() for label in name.split(".") if label]
    wire = b"".join(bytes([len(label)]) + label for label in labels) + b"\0"
    return struct.pack("!6H", number, 0, 1, 0, 0, 1) + wire + struct.pack("!HH", kind, 1) + OPT


def reply_to(sock, message):
    """A datagram can be lost on a machine that has much to do."""
    for _ in range(ATTEMPTS):
        sock.send(message)
        try:
            while (reply := sock.recv(65535))[:2] != message[:2]:
                pass
            return reply
        except TimeoutError:
            continue
    sys.exit("no reply")


def main(address, path, *questions):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    with socket.socket(family, socket.SOCK_DGRAM) as sock, open(path, "wb") as out:
        sock.settimeout(2)
        sock.connect((address, 53))
        for number, question in enumerate(questions):
            name, kind = question.split("/")
            reply = reply_to(sock, query(number, name, TYPES[kind]))
            out.write(struct.pack("!H", len(reply)) + reply)


main(*sys.argv[1:])
