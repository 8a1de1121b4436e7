"""Root gets a cage without a user namespace, and its server answers with a signed zone."""

import os
import sys

from lab import equal, lab

if os.geteuid() != 0:
    print("not root: cage_as_user covers what this user can do")
    sys.exit(0)

with lab("cage") as net:
    answer = net.ask("probe", net.letters()["a"]["ipv4"])
    equal((answer.outcome, answer.rcode, answer.nsid), ("answered", "noerror", "a1.lab"), "answer")
    zone = net.execute("probe", "kdig", "+dnssec", "@" + net.letters()["a"]["ipv6"], "ZONEMD", ".")
    assert "RRSIG" in zone.stdout, zone.stdout
