"""All 13 letters are dead, and no resolver is anywhere, before the first of our programs starts:
enrolment, pushes, metrics and alerts work all the same, and say that it is the root and not the
probes."""

import os

import prometheus
from cast import Cast
from lab import equal, eventually, lab

with lab("full") as net:
    for letter in net.letters():
        net.do("fault", "dead-letter", f"letter={letter}")
    cast = Cast(net, os.path.dirname(net.folder), countries=("no", "jp"))
    cast.enter()
    prometheus.start(net, os.path.dirname(net.folder))
    probes = [probe.name for probe in cast.probes()]

    def values(name, label=""):
        found = cast.metrics()
        return [value for line, value in found.items()
                if line.split("{")[0] == name and label in line]

    def by_udp():  # TCP is asked once a minute only
        return values("tocsin_server_up", 'transport="udp"')

    eventually(lambda: values("tocsin_probe_voice") == [1] * 2 * len(probes),
               "every probe has a voice", 60)
    eventually(lambda: len(by_udp()) == 26 * len(probes), "every letter was asked", 60)
    equal(set(values("tocsin_server_up")), {0}, "letters that answer")
    equal(set(values("tocsin_probe_up")), {1}, "probes that report")
    eventually(lambda: values("tocsin_root_availability_ratio")[:1] == [0],
               "the root is said to be down", 30)
    eventually(lambda: prometheus.firing(net, "RootServiceDegraded"), "the alert fires", 30)
    equal(prometheus.firing(net, "ProbeSilent"), False, "a probe is called silent")

    net.do("clear", "all")
    eventually(lambda: set(by_udp()) == {1}, "every letter is back", 60)
