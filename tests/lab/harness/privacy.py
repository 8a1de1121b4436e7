"""What is private about a vantage point, looked for in all that a collector keeps of it: its public
log, its journal, and each payload, which is every object of a probe, unpacked."""

import ipaddress
import json
import os

import cbor2
import zstandard
from journal import BATCH, records

# Of an opening: these are addresses as text, the others lists of 17 octets.
TEXT_FIELDS = ("0", "1")
# Four octets alone come up by chance: what stands before them in CBOR, or where the family is told.
IPV4_MARKS = (b"\x44", b"\x1a", b"\x04")


def addresses_of(net, host):
    """By which others know a host."""
    links = json.loads(net.execute(host, "ip", "-json", "address").stdout)
    return {each["local"] for link in links for each in link["addr_info"]
            if each["scope"] == "global"}


def committed_addresses(openings):
    """Whatever a probe has committed to: its own addresses, its first hops, its resolvers."""
    with open(openings) as file:
        for field, _, value in (line.split() for line in file):
            value = bytes.fromhex(value)
            if field in TEXT_FIELDS:
                yield value.decode()
                continue
            for at in range(0, len(value), 17):
                size = 4 if value[at] == 4 else 16
                yield str(ipaddress.ip_address(value[at + 1:at + 1 + size]))


def told(state, addresses):
    """Those of the addresses that are anywhere in a collector's state directory, in clear."""
    marks = {address: _marks_of(address) for address in addresses}
    return {address for data in _everything(state) for address, wanted in marks.items()
            if any(mark in data for mark in wanted)}


def _marks_of(address):
    packed = ipaddress.ip_address(address).packed
    return [address.encode(),
            *([packed] if len(packed) == 16 else [mark + packed for mark in IPV4_MARKS])]


def _everything(state):
    for folder, _, names in os.walk(state):
        for name in names:
            with open(os.path.join(folder, name), "rb") as file:
                yield file.read()
    for _, record in records(os.path.join(state, "journal")):
        entry, payload, _ = cbor2.loads(record)
        if cbor2.loads(entry)[0] == BATCH:
            yield zstandard.ZstdDecompressor().decompressobj().decompress(payload)
