"""A probe that runs tells what a way does to TCP and to large packets, and where a letter's address
leads: a connection that drips, stalls or never stands; another instance, or nobody's, under another
route. A cable for small packets only changes nothing. All is over once it is taken back."""

import os

from lab import equal, eventually, lab, program
from watched import Watched, now

FAULTS = [
    ["slow-tcp", "letter=a", "country=no", "how=drip"],
    ["slow-tcp", "letter=b", "country=no", "how=stall"],
    ["drop-large", "letter=c", "country=no", "bytes=100"],
    ["tcp-block", "letter=d", "how=drop"],
    ["hijack", "letter=k"],
    ["withdraw", "site=fra", "letter=m"],
    ["small-mtu", "country=no"],
]
# How UDP and TCP end meanwhile; none of it has a sign.
ENDS = {"a": ("answered", "answered"), "b": ("answered", "timeout"), "c": ("timeout", "timeout"),
        "d": ("answered", "timeout"), "k": ("answered", "answered"), "m": ("answered", "answered")}
ELSEWHERE = {"k": "rogue-k.world-as.lab", "m": "m2.iad.lab"}
AT_HOME = {"k": "k1.iad.lab", "m": "m1.fra.lab"}
FAMILIES = ("ipv4", "ipv6")

with lab("full") as net:
    letters = net.letters()

    def leads_to(instances):
        return {net.ask("no", letters[letter][family]).nsid for letter in instances
                for family in FAMILIES} == set(instances.values())

    for fault in FAULTS:
        net.do("fault", *fault)
    eventually(lambda: leads_to(ELSEWHERE), "the world follows other routes")
    probe = Watched(net, "no")

    def seen(letter, family, transport="tcp", since=0):
        row = probe.first(letter, family, transport, since, seconds=90)
        equal(row["signs"], set(), f"signs of {letter} over {family}")
        return row

    for family in FAMILIES:
        for letter, ends in ENDS.items():
            for transport, end in zip(("udp", "tcp"), ends):
                row = seen(letter, family, transport)
                equal(row["outcome"], end, f"{letter} over {family} by {transport}")
                equal(row["nsid"], ELSEWHERE.get(letter, row["nsid"]), f"who answers for {letter}")
        drip = seen("a", family)
        assert drip["rtt"] > 10 * drip["connect"] and drip["rtt"] > 3e8, f"it drips: {drip}"
        for letter in "bcd":
            stands = seen(letter, family)["connect"] is not None
            equal(stands, letter != "d", f"a connection to {letter} over {family}")
    fetch = (f"{program('tocsin-probe')} zone --server {letters['f']['ipv6']} --anchor "
             + os.path.join(net.folder, "run", "zone", "K*.ds"))
    equal(net.execute("no", "sh", "-c", fetch).returncode, 0, "a zone, in small packets")

    net.do("clear", "all")
    eventually(lambda: leads_to(AT_HOME), "the world is back")
    cleared = now()
    for letter, family in ((letter, family) for letter in ENDS for family in FAMILIES):
        rows = [seen(letter, family, transport, cleared) for transport in ("udp", "tcp")]
        equal({row["outcome"] for row in rows}, {"answered"}, f"{letter} over {family}, at last")
        assert letter not in AT_HOME or {row["nsid"] for row in rows} == {AT_HOME[letter]}, rows
        assert rows[1]["rtt"] < 3e8, f"no connection is slow any more: {rows}"
