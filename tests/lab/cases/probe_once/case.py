"""What `tocsin-probe once` and `query` see of the 13 letters is what is there: every address by
both transports, each fault as the outcome that it causes, and nothing else."""

import json

from lab import equal, lab, program

with lab("full") as net:
    instances = {instance["name"] for instance in net.status()["instances"]}

    def once():
        done = net.execute("no", program("tocsin-probe"), "once", "--output", "json")
        seen = json.loads(done.stdout)["measurements"]
        return {(one["server"][0], one["family"], one["transport"]): one for one in seen}

    calm = once()
    equal(len(calm), 13 * 2 * 2, "measurements")
    for what, measured in calm.items():
        equal(measured["outcome"], "answered", what)
        equal(measured["serial"], 2026010101, what)
        assert measured["instance"] in instances and measured["instance"][0] == what[0], measured

    net.do("fault", "blackhole", "letter=k", "family=ipv4")
    net.do("fault", "reject", "letter=e")
    net.do("fault", "crash", "letter=b")
    net.do("fault", "tcp-block", "letter=a", "family=ipv6", "how=drop")
    expected = {
        ("k", "ipv4", "udp"): "timeout", ("k", "ipv4", "tcp"): "timeout",
        ("e", "ipv4", "udp"): "unreachable", ("e", "ipv6", "udp"): "refused",
        ("e", "ipv4", "tcp"): "unreachable", ("e", "ipv6", "tcp"): "refused",
        ("b", "ipv4", "udp"): "refused", ("b", "ipv6", "udp"): "refused",
        ("b", "ipv4", "tcp"): "refused", ("b", "ipv6", "tcp"): "refused",
        ("a", "ipv6", "tcp"): "timeout",
    }
    for what, measured in once().items():
        equal(measured["outcome"], expected.get(what, "answered"), what)

    net.do("clear", "all")
    equal({measured["outcome"] for measured in once().values()}, {"answered"}, "after all faults")

    # From no to fra it is 9 ms one way: the kernel's stamps are off by what the engine is late.
    words = ["query", "--server", net.letters()["a"]["ipv4"], "--count", "5", "--output", "jsonl"]
    lines = net.execute("no", program("tocsin-probe"), *words).stdout.splitlines()
    best = min(json.loads(line)["rtt_ns"] for line in lines) / 1e6
    assert 18 <= best < 36, f"round trip {best} ms"
