"""All servers of TLDs in a lab's zone, on the host that asks them: by UDP they cut each answer
short to nothing, as if it were too large, by TCP they give one record of the type asked for.
Says "ready" and runs until it is ended."""

import socket
import struct
import subprocess
import threading

PREFIXES = ("198.18.0.0/15", "2001:2::/48")  # tests/lab/model/zone.h
IPV6_FREEBIND = 78
RESPONSE, AUTHORITATIVE, TRUNCATED = 0x8000, 0x0400, 0x0200
KEY = struct.pack("!HBB", 257, 3, 13) + bytes(range(64))


def answer(query, flags, answers):
    end = query.index(0, 12) + 5
    header = query[:2] + struct.pack("!HHHHH", RESPONSE | flags, 1, answers, 0, 0)
    record = b"\xc0\x0c" + query[end - 4:end] + struct.pack("!IH", 60, len(KEY)) + KEY
    return header + query[12:end] + answers * record


def take_addresses():
    """They are the host's own from now on, though no interface has them."""
    for prefix in PREFIXES:
        subprocess.run(["ip", "route", "add", "local", prefix, "dev", "lo"], check=True)


def serve_udp():
    server = socket.socket(socket.AF_INET6, socket.SOCK_DGRAM)
    server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 0)
    server.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_RECVPKTINFO, 1)
    server.setsockopt(socket.IPPROTO_IPV6, IPV6_FREEBIND, 1)  # to send from no interface's address
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    server.bind(("::", 53))
    while True:
        query, told, _, asker = server.recvmsg(4096, 256)
        # From the address that was asked, which is in what the kernel told.
        server.sendmsg([answer(query, AUTHORITATIVE | TRUNCATED, 0)], told, 0, asker)


def serve_tcp(server):
    while True:
        connection, _ = server.accept()
        with connection:
            connection.settimeout(2)
            (length,) = struct.unpack("!H", connection.recv(2, socket.MSG_WAITALL))
            reply = answer(connection.recv(length, socket.MSG_WAITALL), AUTHORITATIVE, 1)
            connection.sendall(struct.pack("!H", len(reply)) + reply)


take_addresses()
threading.Thread(target=serve_udp, daemon=True).start()
listener = socket.create_server(("::", 53), family=socket.AF_INET6, dualstack_ipv6=True)
print("ready", flush=True)
serve_tcp(listener)
