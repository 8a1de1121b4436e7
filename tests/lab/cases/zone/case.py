"""A root zone by AXFR from each server that gives it away, verified from the lab's own anchor:
and not by IANA's, not where glue was changed on the way, not where it is refused."""

import json
import os
import re

from lab import equal, lab, program

PROBE = program("tocsin-probe")
GIVES = "bcfgk"

with lab("small") as net:
    letters = net.letters()
    anchor = os.path.join(net.folder, "run", "zone", "lab.ds")
    net.execute("probe", "sh", "-c", f"cp {net.folder}/run/zone/K*.ds {anchor}")
    kept = os.path.join(net.folder, "kept.zone")

    def zone(*words):
        return net.execute("probe", PROBE, "zone", "--output", "json", *words)

    def fetched(letter, family, *words):
        return zone("--server", letters[letter][family], "--anchor", anchor, *words)

    seen = set()
    for letter in GIVES:
        for family in ("ipv4", "ipv6"):
            done = fetched(letter, family)
            equal(done.returncode, 0, f"{letter} {family}: {done.stderr}")
            report = json.loads(done.stdout)
            equal(report["zonemd"], "verified", f"ZONEMD from {letter}")
            seen.add((report["serial"], report["digest"], report["endpoints"]))
    equal(len(seen), 1, f"zones, and everybody gave the same: {seen}")
    assert report["tlds"] > 1000, report

    refused = fetched("a", "ipv4")
    equal(refused.returncode, 3, "a letter that does not give the zone away")
    assert "no zone from" in refused.stderr, refused.stderr

    strangers = zone("--server", letters["k"]["ipv4"])
    equal(strangers.returncode, 1, "the lab's zone by IANA's anchors")
    assert "no_trusted_key" in strangers.stderr, strangers.stderr

    equal(fetched("k", "ipv4", "--keep", kept).returncode, 0, "a zone that is kept")
    equal(zone("--records", kept, "--anchor", anchor).returncode, 0, "the kept zone, read again")

    def changed_to(data):
        with open(kept + ".bad", "wb") as file:
            file.write(data)
        return zone("--records", kept + ".bad", "--anchor", anchor)

    with open(kept, "rb") as file:
        good = file.read()
    glue = re.search(b"\0\1\0\1....\0\4", good, re.DOTALL).end()  # an A record's address: unsigned
    done = changed_to(good[:glue] + bytes([203, 0, 113, 66]) + good[glue + 4:])
    equal(done.returncode, 1, f"changed glue: {done.stdout}")
    assert "zonemd_mismatch" in done.stderr, done.stderr
    equal(changed_to(good[:-1]).returncode, 3, "a zone that is cut short")
