"""offload.py INTERFACE: has it finish its checksums itself and send no frame larger than the wire
takes: what the wire forwards is what a cable would carry."""

import ctypes
import fcntl
import socket
import struct
import sys

SIOCETHTOOL = 0x8946
SWITCH_OFF = {"transmit checksums": 0x17, "TSO": 0x1F, "GSO": 0x24, "GRO": 0x2C}

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
    for what, command in SWITCH_OFF.items():
        value = ctypes.create_string_buffer(struct.pack("II", command, 0))
        request = struct.pack("16sP", sys.argv[1].encode(), ctypes.addressof(value))
        try:
            fcntl.ioctl(any_socket, SIOCETHTOOL, request)
        except OSError as error:
            sys.exit(f"{what} of {sys.argv[1]}: {error}")
