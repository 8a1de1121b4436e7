"""A root server that has moved since the probe's hints were written: the other letters say where it
is, the probe fetches a zone to check that, and measures it there without a restart, under another
target set that its batches bring along."""

import os
import re
import tempfile

from lab import equal, eventually, lab
from watched import Watched, now, outcomes

OLD, NEW = "193.0.14.129", "193.0.14.130"

with tempfile.TemporaryDirectory(prefix="tocsin-hints-") as top:
    os.chmod(top, 0o755)
    hints = os.path.join(top, "root.hints")
    with open("/usr/share/dns/root.hints") as file, open(hints, "w") as moved:
        moved.write(file.read().replace(OLD, NEW))

    with lab("small", words=("--hints", hints)) as net:
        anchor = os.path.join(net.folder, "run", "zone", "lab.ds")
        net.execute("probe", "sh", "-c", f"cp {net.folder}/run/zone/K*.ds {anchor}")
        # So few that measurements fill whole seconds: priming and the zone wait for theirs.
        few = "limits: {queries_per_second: 8}"
        probe = Watched(net, "probe", f"trust_anchor_file: {anchor}", few)
        equal(probe.first("k", "ipv6")["outcome"], "answered", "k over IPv6")

        eventually(lambda: "root servers have moved" in net.log("watched"), "the move", 180)
        since = now()
        said = net.log("watched")
        assert said.index("why=unverified") < said.index("root zone in force"), said
        assert said.index("root zone in force") < said.index("root servers have moved"), said
        line = re.search("root servers have moved.*", said)[0]
        assert OLD in line.split("to=")[0] and NEW in line.split("to=")[1], line

        equal(probe.first("k", "ipv4", since=since)["outcome"], "answered", "k where it is now")
        equal(probe.first("b", "ipv6", since=since)["outcome"], "answered", "b, as before")
        targets = probe.targets[bytes.fromhex(re.search("target_set=([0-9a-f]+)", line)[1])]
        addresses = {bytes(address) for _, server, address in targets if server[0] == "k"}
        assert bytes(map(int, NEW.split("."))) in addresses, addresses
        equal((len(targets), len(addresses)), (26, 2), "targets, and addresses of k")
        old = [row for row in probe.take() if row["address"] == bytes(map(int, OLD.split(".")))]
        assert all(row["outcome"] != "answered" for row in old), outcomes(old)
