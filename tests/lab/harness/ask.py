"""Asks one server for the SOA of the root with NSID and prints the outcome as JSON.

usage: ask.py ADDRESS udp|tcp SECONDS

It shares no code with the probe, and it hears what kdig does not tell: which error came back.
"""

import errno
import json
import os
import socket
import struct
import sys
import time

RCODES = {0: "noerror", 1: "formerr", 2: "servfail", 3: "nxdomain", 5: "refused"}
ERRORS = {errno.ECONNREFUSED: "refused", errno.EHOSTUNREACH: "unreachable",
          errno.ENETUNREACH: "unreachable", errno.EACCES: "unreachable",
          errno.ECONNRESET: "reset"}
SOA, OPT, NSID = 6, 41, 3
RECVERR = {socket.AF_INET: (socket.IPPROTO_IP, 11), socket.AF_INET6: (socket.IPPROTO_IPV6, 25)}


def query(number):
    header = struct.pack("!6H", number, 0, 1, 0, 0, 1)
    question = struct.pack("!BHH", 0, SOA, 1)
    return header + question + struct.pack("!BHHIHHH", 0, OPT, 1232, 0, 4, NSID, 0)


def exchange(address, transport, seconds, message):
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    kind = socket.SOCK_STREAM if transport == "tcp" else socket.SOCK_DGRAM
    with socket.socket(family, kind) as sock:
        sock.settimeout(seconds)
        sock.setsockopt(*RECVERR[family], 1)
        sock.connect((address, 53))
        if transport == "udp":
            sock.send(message)
            return sock.recv(4096)
        sock.sendall(struct.pack("!H", len(message)) + message)
        stream = sock.makefile("rb")
        return stream.read(struct.unpack("!H", stream.read(2))[0])


def after_name(reply, at):
    while reply[at] != 0:
        if reply[at] >= 0xC0:
            return at + 2
        at += 1 + reply[at]
    return at + 1


def records(reply):
    """Type and place of the data of every record."""
    at = after_name(reply, 12) + 4
    for _ in range(sum(struct.unpack_from("!3H", reply, 6))):
        at = after_name(reply, at)
        kind, _, _, length = struct.unpack_from("!HHIH", reply, at)
        yield kind, at + 10, length
        at += 10 + length


def read(reply):
    answer = {"outcome": "answered", "rcode": RCODES.get(reply[3] & 15, "other")}
    for kind, at, length in records(reply):
        if kind == SOA:
            names = after_name(reply, after_name(reply, at))
            answer["serial"] = struct.unpack_from("!I", reply, names)[0]
        while kind == OPT and length >= 4:
            code, size = struct.unpack_from("!HH", reply, at)
            if code == NSID:
                answer["nsid"] = reply[at + 4:at + 4 + size].decode()
            at, length = at + 4 + size, length - 4 - size
    return answer


def ask(address, transport, seconds):
    start = time.monotonic()
    try:
        reply = exchange(address, transport, seconds, query(os.getpid() & 0xFFFF))
    except TimeoutError:
        return {"outcome": "timeout"}
    except OSError as error:
        return {"outcome": ERRORS.get(error.errno, str(error))}
    return read(reply) | {"rtt_ms": (time.monotonic() - start) * 1000}


print(json.dumps(ask(sys.argv[1], sys.argv[2], float(sys.argv[3]))))
