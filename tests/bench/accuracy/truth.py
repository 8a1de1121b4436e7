"""What each exchange took, as the far end of the wire saw it."""

import struct
from bisect import bisect_left
from dataclasses import dataclass

UDP, TCP = 17, 6
SYN, ACK = 0x02, 0x10


@dataclass
class Exchange:
    """One query and its reply; all times by CLOCK_MONOTONIC_RAW, in seconds."""

    transport: str
    port: int  # the client's
    start: float  # its first frame reached the wire: the query, or the SYN
    asked: float = 0  # the query reached the wire
    end: float = 0  # the reply's last frame left the wire
    late: float = 0  # between the kernel's seeing the first frame and the wire's waking up

    def from_start(self):
        return self.end - self.start + self.late

    def from_query(self):
        return self.end - self.asked + self.late


def exchanges(path):
    """The complete ones, in order of their starts."""
    open_ones, done = {}, []
    for line in path.read_text().splitlines():
        end, came, late, left, octets = line.split()
        frame = bytes.fromhex(octets)
        if frame[12:14] != b"\x08\x00":
            continue
        take(frame, int(end), int(came) / 1e9, int(late) / 1e9, int(left) / 1e9, open_ones, done)
    finished = [one for one in done if one.end and one.asked]
    return sorted(finished, key=lambda one: one.start)


def take(frame, end, came, late, left, open_ones, done):
    header = 14 + (frame[14] & 15) * 4
    length = struct.unpack("!H", frame[16:18])[0] - (header - 14)
    protocol = frame[23]
    source, target = struct.unpack("!HH", frame[header:header + 4])
    port = target if end else source
    if protocol == UDP:
        starts, carries = end == 0, True
    else:
        flags = frame[header + 13]
        starts = end == 0 and flags & (SYN | ACK) == SYN
        carries = length > (frame[header + 12] >> 4) * 4
    if starts and not goes_on(open_ones.get((protocol, port)), came):
        transport = "udp" if protocol == UDP else "tcp"
        open_ones[protocol, port] = Exchange(transport, port, came, late=late)
        done.append(open_ones[protocol, port])
    one = open_ones.get((protocol, port))
    if one and carries and end == 0 and not one.asked:
        one.asked = came
    elif one and carries and end == 1:
        one.end = left


def goes_on(one, came, within=10):
    """A SYN from a port that still waits is the first one repeated, and part of the same wait."""
    return one is not None and one.transport == "tcp" and not one.end and came - one.start < within


class Ledger:
    """Finds the exchange that a tool's figure is about."""

    def __init__(self, all_exchanges):
        self.all = all_exchanges
        self.starts = [one.start for one in all_exchanges]

    def between(self, transport, first, last):
        found = self.all[bisect_left(self.starts, first):bisect_left(self.starts, last)]
        return [one for one in found if one.transport == transport]

    def near(self, transport, port, moment, within=1.0):
        """The one from that port that started nearest to that moment."""
        found = [one for one in self.between(transport, moment - within, moment + within)
                 if one.port == port]
        return min(found, key=lambda one: abs(one.start - moment), default=None)
