"""The way from a country to a letter, over both families, shows every router in between, each with
one address, and ends at the letter; the route that BGP moves gets longer; a letter that is dead is
a trace that falls silent, and where a letter is shut the trace says who shut it."""

import json

from lab import equal, eventually, lab, program

with lab("full") as net:
    letters = net.letters()

    def trace(country, address, *more):
        done = net.execute(country, program("tocsin-probe"), "trace", "--server", address,
                           "--output", "json", *more)
        assert done.returncode in (0, 1), done.stderr
        seen = json.loads(done.stdout)
        fine = seen["end"] == "answered" and not seen["signs"]
        equal(done.returncode, 0 if fine else 1, "exit status")
        return seen

    def routers(seen):
        """The addresses that spoke at each hop before the last."""
        return [{probe["notice"]["from"] for probe in hop["probes"]} for hop in seen["hops"][:-1]]

    distances = {}
    for country in ("no", "jp"):
        for family in ("ipv4", "ipv6"):
            seen = trace(country, letters["k"][family])
            print(country, family, routers(seen), seen["distance"])
            equal(seen["end"], "answered", f"{country} {family}")
            equal(seen["signs"], [], f"signs {country} {family}")
            equal(seen["distance"], len(seen["hops"]), "the answer comes at the last hop")
            assert seen["distance"] >= 3, f"border, region, site: {seen}"
            equal([len(spoke) for spoke in routers(seen)], [1] * (seen["distance"] - 1), "a hop")
            equal(len(set().union(*routers(seen))), seen["distance"] - 1, "routers on the way")
            distances[country, family] = seen["distance"]

    here = letters["a"]["ipv4"]
    near = trace("no", here)["distance"]
    equal(trace("no", here, "--server-distance", str(near + 3))["signs"], ["nearer_than_server"],
          "an answer from before the server")

    net.do("fault", "inject", "letter=k", "country=no")
    for family in ("ipv4", "ipv6"):
        equal(trace("no", letters["k"][family])["signs"], ["answered_and_expired"],
              f"somebody answers queries that get no further than a router, {family}")
    net.do("clear", "inject")

    net.do("fault", "withdraw", "site=fra")
    eventually(lambda: (trace("no", here)["distance"] or 0) > near, "the way gets longer")
    net.do("clear", "all")
    eventually(lambda: trace("no", here)["distance"] == near, "the way is as before")

    net.do("fault", "reject", "letter=e")
    for family in ("ipv4", "ipv6"):
        shut = trace("no", letters["e"][family])
        equal(shut["end"], "unreachable", f"a letter that is shut, {family}")
        equal(shut["hops"][-1]["probes"][0]["notice"]["from"], letters["e"][family], "who says so")
    net.do("fault", "dead-letter", "letter=k")
    equal(trace("no", letters["k"]["ipv4"])["end"], "silent", "a dead letter")
    net.do("clear", "all")
