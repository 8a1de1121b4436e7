"""A resolver that answers every question for an SOA with one and every other with nothing, and
writes down what it was asked: the resolver of a host in a lab. Runs until it is ended."""

import socket
import struct
import sys

SOA = 6
SOA_RECORD = b"\xc0\x0c" + struct.pack("!HHIH", SOA, 1, 60, 22) + bytes(2) + bytes(20)


def answer(query):
    end = query.index(0, 12) + 1
    question = query[12:end + 4]
    is_soa = struct.unpack("!H", question[-4:-2])[0] == SOA
    header = query[:2] + struct.pack("!HHHHH", 0x8180, 1, is_soa, 0, 0)
    return header + question + (SOA_RECORD if is_soa else b"")


with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as server:
    server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # others may be at all addresses
    server.bind((sys.argv[1], 53))
    while True:
        data, asker = server.recvfrom(4096)
        server.sendto(answer(data), asker)
