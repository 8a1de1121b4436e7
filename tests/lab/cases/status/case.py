"""The status of a probe tells what it last did, by its own word and with its age: healthy, then
each thing that is wrong while it is wrong; stopped, killed and never there are told apart."""

import os

from cast import Cast
from lab import equal, eventually, lab

# fault, then a word of the one problem that it makes
FAULTS = [
    (["isolate", "country=no"], "isolated"),
    (["cut-line", "country=no"], "nothing is measured"),
    (["silence", "service=tocsind"], "the last attempt failed"),
]
NO_CLOCK = "the clock has no bound"  # the lab's hosts have nobody who disciplines theirs

with lab("full") as net:
    cast = Cast(net, os.path.dirname(net.folder), countries=("no",))
    probe = cast.enter_with_one("no")
    cast.write(probe.name + ".yaml", cast.config_of(probe))
    equal(cast.status(probe), ({}, 3), "before it ran")

    def problems():
        return [each for each in cast.status(probe)[0]["problems"] if not each.startswith(NO_CLOCK)]

    def seen():
        return {(letter["letter"], letter["family"])
                for letter in cast.status(probe)[0]["letters"] if letter["outcome"] == "answered"
                and letter["transport"] == "udp" and letter["rtt_ns"] > 1e6}

    cast.start(probe)
    eventually(lambda: cast.status(probe)[0].get("letters"), "a first word", 40)
    eventually(lambda: len(seen()) == 26 and not problems(), "all letters, and it is healthy", 40)
    status, _ = cast.status(probe)
    equal(status["running"], "yes", "running")
    assert status["age_ns"] < 30e9, status
    equal(status["references"]["ipv6"],
          {"reach": "connected"} | {ring: {"asked": count, "answered": count} for ring, count
                                    in (("line", 1), ("country", 2), ("world", 3))}, "references")
    equal([plan["name"] for plan in status["plans"]], ["watch", "identity"], "plans")
    assert status["plans"][0]["last_batch"]["measured"] > 0, status["plans"]
    [collector] = status["collectors"]
    equal((collector["name"], collector["delivering"]), ("geneva", True), "its collector")
    assert collector["last_acknowledged"]["sequence"] >= 0 and collector["certificate_ends"]

    for fault, word in FAULTS:
        net.do("fault", *fault)
        eventually(lambda: any(word in each for each in problems()), f"{fault}: {word}", 60)
        net.do("clear", fault[0])
        eventually(lambda: not problems(), f"{fault} is over", 90)

    net.do("stop", probe.name)
    equal((cast.status(probe)[0]["running"], problems()), ("stopped", ["the probe was stopped"]),
          "a probe that was stopped")
    net.do("restart", probe.name)
    eventually(lambda: cast.status(probe)[0]["running"] == "yes", "it runs again")
    net.do("kill", probe.name)
    eventually(lambda: cast.status(probe)[0]["running"] == "silent", "it has been killed", 60)
