"""Faults on a country's own way: isolated, it keeps its domestic networks and, if so wanted, the
collector; with its line cut it has nothing; with loss it loses its share."""

from lab import equal, eventually, lab

GATEWAY, DOMESTIC, WORLD, COLLECTOR = "10.10.3.1", "fd00:20:3::53", "10.40.1.53", "10.50.0.10"

with lab("full") as net:
    root = net.letters()["k"]["ipv4"]
    net.do("start", "listener", "collector", "--", "python3", "-m", "http.server", "8443")

    def reaches(country="br"):
        names = {"line": GATEWAY, "domestic": DOMESTIC, "world": WORLD, "root": root}
        seen = {name for name, address in names.items()
                if net.ask(country, address).outcome == "answered"}
        probe = f"import socket; socket.create_connection(('{COLLECTOR}', 8443), 2)"
        done = net.execute(country, "python3", "-c", probe)
        return seen | ({"collector"} if done.returncode == 0 else set())

    everything = {"line", "domestic", "world", "root", "collector"}
    eventually(lambda: reaches() == everything, "all is well at first")
    views = [
        (["isolate", "country=br"], {"line", "domestic", "collector"}),
        (["isolate", "country=br", "collector=lose"], {"line", "domestic"}),
        (["cut-line", "country=br"], set()),
    ]
    for fault, left in views:
        net.do("fault", *fault)
        equal(reaches(), left, f"what is left by {fault}")
        equal(net.ask("jp", root).outcome, "answered", f"another country during {fault}")
        net.do("clear", *fault)
        equal(reaches(), everything, f"what is there after {fault}")

    def answered(times):
        outcomes = [net.ask("ke", root).outcome for _ in range(times)]
        return outcomes.count("answered")

    net.do("fault", "loss", "country=ke", "share=1")
    equal(answered(2), 0, "answers with all lost")
    equal(net.ask("no", root).outcome, "answered", "another country during loss")
    net.do("clear", "loss")
    equal(answered(2), 2, "answers with nothing lost")

    net.do("fault", "silence", "service=listener")
    equal(net.services()["listener"]["running"], False, "a silenced service")
    net.do("clear", "silence")
    eventually(lambda: "collector" in reaches(), "the service is back")
    for wrong in (["isolate"], ["isolate", "country=xx"], ["blackhole", "letter=k", "sight=fra"]):
        equal(net.run("fault", *wrong).returncode, 3, f"refused: {wrong}")
