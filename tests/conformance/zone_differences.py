"""What changed from one root zone to the next, found a second time by reading the files as text.

Compares tocsin-audit zones with sets of (TLD, what, value) that are taken from the master files
without any of our code: the consecutive zones of August 2026 where ../shared/data has them, and
zones of its own in which TLDs, name servers, DS and glue come and go at random.

    zone_differences.py --audit build/dev/bin/tocsin-audit --zones ../shared/data/root-zones
"""

import argparse
import ipaddress
import json
import lzma
import pathlib
import random
import subprocess
import sys
import tempfile

ROUNDS = 40


def facts_of(text):
    """Of each TLD a set of ("ns", name), ("ds", ...) and ("glue", name, address)."""
    servers, addresses, signers = {}, {}, {}
    for line in text.splitlines():
        words = line.split(";")[0].split()
        if len(words) < 5 or line[0].isspace():
            continue
        owner, kind, data = words[0].lower(), words[3], words[4:]
        if owner == ".":
            continue
        if kind == "NS":
            servers.setdefault(owner, set()).add(data[0].lower())
        elif kind in ("A", "AAAA"):
            addresses.setdefault(owner, set()).add(str(ipaddress.ip_address(data[0])))
        elif kind == "DS":
            tag, algorithm, digest_type, *digest = data
            signers.setdefault(owner, set()).add(
                (int(tag), int(algorithm), int(digest_type), "".join(digest).lower()))
    return {tld: {("ns", name) for name in names}
            | {("ds", *signer) for signer in signers.get(tld, ())}
            | {("glue", name, address) for name in names for address in addresses.get(name, ())}
            for tld, names in servers.items()}


def count(facts, kind):
    return sum(1 for fact in facts if fact[0] == kind)


def alarms_of(before, after):
    if after is None:
        return ["delegation_removed"]
    if before is None:
        return []
    alarms = []
    if count(before, "ds") and not count(after, "ds"):
        alarms.append("signers_removed")
    if 2 * count(before - after, "ns") > count(before, "ns"):
        alarms.append("most_servers_removed")
    return alarms


def expected_of(old, new):
    before, after = facts_of(old), facts_of(new)
    changes = {}
    for tld in before.keys() | after.keys():
        was, now = before.get(tld), after.get(tld)
        if was == now:
            continue
        change = "added" if was is None else "removed" if now is None else "changed"
        changes[tld] = (change, frozenset((was or set()) - (now or set())),
                        frozenset((now or set()) - (was or set())), alarms_of(was, now))
    return changes


def facts_in(entry, which):
    return frozenset(
        {("ns", name) for name in entry["ns"][which]}
        | {("ds", s["key_tag"], s["algorithm"], s["digest_type"], s["digest"])
           for s in entry["ds"][which]}
        | {("glue", g["server"], g["address"]) for g in entry["glue"][which]})


def found_by(audit, files):
    ran = subprocess.run([audit, "zones", "--output", "json", *files], capture_output=True,
                         text=True, check=False)
    if ran.returncode not in (0, 1):
        sys.exit(f"tocsin-audit zones ended with {ran.returncode}: {ran.stderr}")
    steps = [json.loads(line) for line in ran.stdout.splitlines()]
    if ran.returncode != int(any(step["alarming"] for step in steps)):
        sys.exit(f"ended with {ran.returncode}, which is not what the steps say")
    return [{e["tld"]: (e["change"], facts_in(e, "removed"), facts_in(e, "added"), e["alarms"])
             for e in step["tlds"]} for step in steps]


def compare(audit, texts, folder, say):
    files = []
    for i, text in enumerate(texts):
        files.append(folder / f"{i}.zone")
        files[-1].write_text(text)
    found = found_by(audit, files)
    if len(found) != len(texts) - 1:
        sys.exit(f"{len(found)} steps between {len(texts)} zones")
    for i, step in enumerate(found):
        expected = expected_of(texts[i], texts[i + 1])
        if step != expected:
            wrong = {tld for tld in step.keys() | expected.keys()
                     if step.get(tld) != expected.get(tld)}
            sys.exit(f"step {i}: not the same of {sorted(wrong)}")
        say(i, step)
    return found


def made_up(chance):
    """A zone of at most 12 TLDs."""
    lines = [". 86400 IN SOA a. b. 1 1800 900 604800 86400"]
    for tld in chance.sample("abcdefghijkl", chance.randint(0, 12)):
        for server in chance.sample(range(6), chance.randint(1, 5)):
            lines.append(f"{tld}. 86400 IN NS n{server}.nic.{tld.upper()}.")
        for tag in chance.sample(range(4), chance.randint(0, 2)):
            lines.append(f"{tld}. 86400 IN DS {tag} 13 2 {'AB' * 32}")
        for server in chance.sample(range(6), chance.randint(0, 4)):
            lines.append(f"n{server}.nic.{tld}. 86400 IN A 192.0.2.{chance.randint(1, 3)}")
            lines.append(f"n{server}.nic.{tld}. 86400 IN AAAA 2001:DB8::{chance.randint(1, 3)}:0")
    chance.shuffle(lines)
    return "\n".join(lines) + "\n"


def real_zones(folder):
    paths = sorted(folder.glob("202608*-unsigned.zone.xz"))
    return [lzma.open(path, "rt").read() for path in paths]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--audit", required=True)
    parser.add_argument("--zones", type=pathlib.Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    chance = random.Random(arguments.seed)
    with tempfile.TemporaryDirectory() as scratch:
        folder = pathlib.Path(scratch)
        zones = [made_up(chance) for _ in range(ROUNDS)]
        steps = compare(arguments.audit, zones, folder, lambda i, step: None)
        kinds = {alarm for step in steps for change in step.values() for alarm in change[3]}
        if len(kinds) != 3:
            sys.exit(f"the made-up zones show only {sorted(kinds)}: another seed")
        print(f"seed {arguments.seed}: {ROUNDS - 1} steps between made-up zones, "
              f"{sum(map(len, steps))} TLDs changed, all found")
        real = real_zones(arguments.zones)
        if not real:
            print(f"SKIPPED: {arguments.zones} has no zones of August 2026")
            return
        compare(arguments.audit, real, folder, lambda i, step: print(
            f"August 2026, step {i + 1}: "
            + ("; ".join(f"{tld} {change}, {len(removed)} removed, {len(added)} added"
                         + "".join(f", {alarm}" for alarm in alarms)
                         for tld, (change, removed, added, alarms) in sorted(step.items()))
               or "nothing")))


main()
