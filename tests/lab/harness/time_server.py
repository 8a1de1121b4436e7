"""Time servers of the lab: each of these addresses answers by this machine's clock (RFC 5905
section 7.3), which every host of the lab has.

usage: time_server.py ADDRESS...
"""

import selectors
import socket
import struct
import sys
import time

PORT = 123
SINCE_1900 = 2_208_988_800
HEADER = struct.Struct("!BBbbII4sQQQQ")
SERVER, VERSION, STRATUM, PRECISION = 4, 4, 2, -20
DISPERSION = 1 << 16 >> 10  # a millisecond


def now():
    seconds, nanoseconds = divmod(time.time_ns(), 10**9)
    return (seconds + SINCE_1900) << 32 | (nanoseconds << 32) // 10**9


def reply(question, received):
    origin = struct.unpack("!Q", question[40:48])[0]
    return HEADER.pack(VERSION << 3 | SERVER, STRATUM, 6, PRECISION, 0, DISPERSION, b"LAB\0",
                       received, origin, received, now())


waiting = selectors.DefaultSelector()
for address in sys.argv[1:]:
    server = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    server.bind((address, PORT))
    waiting.register(server, selectors.EVENT_READ)
while True:
    for ready, _ in waiting.select():
        question, client = ready.fileobj.recvfrom(512)
        received = now()
        if len(question) >= HEADER.size:
            ready.fileobj.sendto(reply(question, received), client)
