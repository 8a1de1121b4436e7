"""The full lab is ready within 10 s, if nobody else uses the cores, and takes less than 1 GiB; each
country sees every letter at one of its two instances, the nearer in hops, with the round trip of
the cables between; its references answer."""

import os
import time

from lab import equal, lab

COUNTRIES = {"no": "fra", "se": "fra", "br": "iad", "ke": "fra", "jp": "nrt"}


def memory_mib(net):
    script = "cat /proc/[0-9]*/smaps_rollup"
    lines = net.execute("collector", "sh", "-c", script).stdout.splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


# Where others use the cores too, it has as much more time as each of them has to wait.
crowd = max(1, os.getloadavg()[0] / os.cpu_count())
start = time.monotonic()
with lab("full") as net:
    took = time.monotonic() - start
    print(f"ready in {took:.1f} s, {memory_mib(net):.0f} MiB")
    assert took < 10 * crowd, f"ready in {took:.1f} s, where {crowd:.1f} want a core"
    assert memory_mib(net) < 1024, f"{memory_mib(net)} MiB"

    instances = {letter: [] for letter in net.letters()}
    for instance in net.status()["instances"]:
        if "letter" in instance:
            instances[instance["letter"]].append(instance["name"])
    equal({len(names) for names in instances.values()}, {2}, "instances of each letter")

    for country, site in COUNTRIES.items():
        for letter, addresses in net.letters().items():
            answer = net.ask(country, addresses["ipv6"])
            near = [name for name in instances[letter] if site in name]
            assert answer.nsid in (near or instances[letter]), f"{country} {letter} {answer}"
    for instance in net.status()["instances"]:
        if instance["name"].startswith("ref.world"):
            equal(net.ask("ke", instance["addresses"][0]).rcode, "refused", instance["name"])

    rtt = min(net.ask("no", net.letters()["a"]["ipv4"]).rtt_ms for _ in range(5))
    assert 18 <= rtt < 36, f"no to a at fra is 2 x (8 + 1) ms and some, not {rtt}"
