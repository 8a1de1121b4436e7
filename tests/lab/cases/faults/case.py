"""Each fault at a name server changes what a country sees of it, and nothing else; its inverse
restores it."""

from lab import equal, eventually, lab

# fault, then what is asked and what comes of it while the fault is in force
FAULTS = [
    (["blackhole", "letter=k", "family=ipv4"], [("k", "ipv4", "udp", "timeout"),
                                                ("k", "ipv6", "udp", "answered"),
                                                ("l", "ipv4", "udp", "answered")]),
    (["reject", "letter=e"], [("e", "ipv4", "udp", "unreachable"),
                              ("e", "ipv6", "udp", "refused")]),
    (["dead-letter", "letter=d"], [("d", "ipv4", "udp", "timeout"), ("d", "ipv6", "tcp", "timeout"),
                                   ("c", "ipv6", "tcp", "answered")]),
    (["tcp-block", "letter=a"], [("a", "ipv4", "udp", "answered"),
                                 ("a", "ipv4", "tcp", "refused")]),
    (["tcp-block", "letter=b", "how=drop"], [("b", "ipv6", "udp", "answered"),
                                             ("b", "ipv6", "tcp", "timeout")]),
    (["crash", "letter=b"], [("b", "ipv4", "udp", "refused"), ("b", "ipv6", "tcp", "refused")]),
    (["crash", "letter=f"], [("f", "ipv4", "udp", "refused"), ("f", "ipv6", "tcp", "refused")]),
    (["v6-outage"], [("m", "ipv6", "udp", "timeout"), ("m", "ipv4", "udp", "answered")]),
    (["v6-outage", "scope=core"], [("m", "ipv6", "udp", "timeout"),
                                   ("m", "ipv4", "udp", "answered")]),
]

with lab("full") as net:
    letters = net.letters()

    def seen(letter, family, transport):
        return net.ask("no", letters[letter][family], transport).outcome

    for fault, views in FAULTS:
        net.do("fault", *fault)
        for letter, family, transport, outcome in views:
            equal(seen(letter, family, transport), outcome, f"{fault}: {letter} {family}")
        net.do("clear", fault[0])
        for letter, family, transport, _ in views:
            equal(seen(letter, family, transport), "answered", f"after {fault}: {letter} {family}")

    def instance():
        return net.ask("no", letters["a"]["ipv4"]).nsid

    equal(instance(), "a1.fra.lab", "before")
    net.do("fault", "withdraw", "site=fra")
    eventually(lambda: instance() == "a2.iad.lab", "the catchment moves")
    net.do("clear", "all")
    eventually(lambda: instance() == "a1.fra.lab", "the catchment moves back")

    def serials(letter):
        return {net.ask(country, letters[letter]["ipv6"]).serial for country in ("no", "br", "jp")}

    before = serials("g").pop()
    net.do("fault", "stale", "letter=g")
    eventually(lambda: serials("h") == {before + 1}, "the others have the new serial")
    equal(serials("g"), {before}, "the stale letter's serial")
    net.do("clear", "stale")
    eventually(lambda: serials("g") == {before + 1}, "the stale letter catches up")
    equal(net.run("clear", "stale").returncode, 3, "a fault is cleared once")
