"""Every letter answers on its real addresses, in both families and by both transports, and says by
NSID which instance it is; a new serial reaches the instances that it is published to."""

from lab import equal, eventually, lab

with lab("small") as net:
    letters = net.letters()
    equal(sorted(letters), list("abcdefghijklm"), "letters")
    for name, letter in letters.items():
        for family in ("ipv4", "ipv6"):
            for transport in ("udp", "tcp"):
                answer = net.ask("probe", letter[family], transport)
                equal(answer.rcode, "noerror", f"{name} {family} {transport}")
                equal(answer.nsid, f"{name}1.site.lab", f"{name} {family} {transport}")

    def serial(name):
        return net.ask("probe", letters[name]["ipv4"]).serial

    before = serial("a")
    net.do("publish", "a1.site.lab", "b1.site.lab", "d1.site.lab")
    for name in "abd":  # Knot, NSD and BIND
        eventually(lambda: serial(name) == before + 1, f"{name} serves the new serial")
    equal(serial("c"), before, "the serial of an instance that was left out")
