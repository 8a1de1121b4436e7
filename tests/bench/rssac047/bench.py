#!/usr/bin/env python3
"""What a month of RSSAC047 costs from a collector's log of raw replies: the first reading, which
keeps verdict columns, figures from these, and `--rejudge`, which holds them against the log. Then
what it costs a collector to judge live, in the hours behind those days (follow.cc).

usage: bench.py BUILD_FOLDER RESULTS_FOLDER [DAYS [ZONES_A_DAY]]

The log is made by make_log.cc: 20 vantage points, 13 letters, and the eight root zones of August
2026 from ../shared/data in turn, published twice a day with signatures of their own, which the log
has too. A whole month (30 DAYS) takes five minutes to make and 1.2 GB; the usual DAYS are a tenth
of it. ZONES_A_DAY show what many zones take: an auditor reads a log with 256 in a month.
"""

import json
import lzma
import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path

ZONES = Path(__file__).resolve().parents[3] / "../shared/data/root-zones"
DAYS = 3
HOURS = 6
FIRST = datetime(2026, 9, 1, tzinfo=timezone.utc)
SIGNED_ANEW = ("RRSIG", "DNSKEY", "NSEC", "ZONEMD")
ZONES_A_DAY = 2
AGED, VALID = timedelta(hours=12), timedelta(days=13)  # the signatures of a zone just published


def main(build, results, days=DAYS, zones_a_day=ZONES_A_DAY):
    contents = [lzma.open(path, "rt").read() for path in sorted(ZONES.glob("202608*"))]
    if not contents:
        sys.exit(f"bench rssac047: {ZONES} is missing")
    with tempfile.TemporaryDirectory(prefix="tocsin-rssac047-", dir=build) as name:
        folder = Path(name)
        anchor, zones = publish(folder, contents, days, zones_a_day)
        state = folder / "state"
        (state / "journal").mkdir(parents=True)
        took, made = run(build / "bin/rssac047-log", state, rfc3339(FIRST), days, *zones)
        truth = json.loads(made)
        octets = sum(path.stat().st_size for path in (state / "journal").iterdir())
        print(f"{len(zones)} zones; {octets / 1e6:,.0f} MB of log, made in {took.wall:.0f} s:",
              truth, flush=True)
        month = [build / "bin/tocsin-audit", "rssac047", "--month", f"{FIRST:%Y-%m}",
                 "--columns", folder / "columns"]
        log = ["--log", state, "--log-key", truth["log_key"], "--anchor", anchor,
               *(word for country in truth["countries"] for word in ("--country", country))]
        lines = [f"{days} days, {truth['soa']:,} SOA and {truth['correctness']:,} correctness "
                 f"measurements in {truth['batches']:,} batches, {octets / 1e6:,.0f} MB; "
                 f"{len(zones)} zones", "",
                 "| | CPU, s | wall, s | resident at most, MiB |", "|---|---|---|---|"]
        took, figures = run(*month, *log, "--output", "json")
        found(json.loads(figures), truth)
        lines.append(took.row("from the log, columns written"))
        took, again = run(*month, "--output", "json")
        found(json.loads(again), truth)
        lines.append(took.row("from the columns"))
        took, said = run(*month, *log, "--rejudge")
        if not re.search(r"^[1-9]\d* cells compared, 0 differences$", said, re.MULTILINE):
            sys.exit(f"bench rssac047: {said}")
        lines.append(took.row("--rejudge"))
        _, said = run(build / "bin/rssac047-follow", rfc3339(FIRST + timedelta(days)), HOURS,
                      anchor, *zones)
        lines += followed(json.loads(said))
    results.mkdir(parents=True, exist_ok=True)
    (results / "rssac047.md").write_text("\n".join(lines) + "\n")
    print("\n".join(lines))


def publish(folder, contents, days, zones_a_day):
    """The zones of those days and the day before, as the auditor's and the maker's FILE@TIME."""
    keys = [key(folder, "-k"), key(folder)]
    times = [FIRST + number * timedelta(days=1) / zones_a_day
             for number in range(-zones_a_day, zones_a_day * days)]
    # Of 32 bits also where a day has more than a hundred.
    serials = [f"{at:%y%m%d}{number % zones_a_day:03}" for number, at in enumerate(times)]
    plain = [contents[number * len(contents) // len(times)] for number in range(len(times))]
    with ThreadPoolExecutor(os.cpu_count()) as signers:
        zones = signers.map(lambda one: sign(folder, keys, *one), zip(plain, times, serials))
        return folder / (keys[0] + ".ds"), list(zones)


def sign(folder, keys, text, at, serial):
    lines = [line for line in text.splitlines() if line.split()[3] not in SIGNED_ANEW]
    plain = "\n".join(re.sub(r"(\sSOA\s+\S+\s+\S+\s+)\d+", rf"\g<1>{serial}", line)
                      for line in lines)
    (folder / f"{serial}.plain").write_text(plain + "\n")
    call(folder, "ldns-signzone", "-z", "simple:sha384", "-i", f"{at - AGED:%Y%m%d%H%M%S}",
         "-e", f"{at + VALID:%Y%m%d%H%M%S}", "-f", f"{serial}.zone", f"{serial}.plain", *keys)
    return f"{folder / serial}.zone@{rfc3339(at)}"


def key(folder, *words):
    """RSA with 2048 bits, as the root has it."""
    return call(folder, "ldns-keygen", "-a", "RSASHA256", "-b", "2048", *words, "-r",
                "/dev/urandom", ".").strip()


def call(folder, *words):
    return subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True).stdout


def rfc3339(at):
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def found(report, truth):
    """The auditor counts what the log was made of."""
    said = report["measurements"]
    correctness = report["rss"]["correctness"]
    right = truth["correctness"] - truth["unanswered"] - truth["spoilt"]
    if (said["soa"], said["correctness"]) != (truth["soa"], truth["correctness"]) or \
            correctness["numerator"] != right:
        sys.exit(f"bench rssac047: {said}, {correctness}")


def followed(said):
    """What it costs without a zone to judge by, and with all."""
    if said["without"]["correct"] or not said["with"]["correct"]:
        sys.exit(f"bench rssac047: {said}")
    lines = ["", f"Live, 200 probes, {HOURS} hours, {said['responses']:,} responses:", "",
             "| | CPU, s | memory, MB |", "|---|---|---|"]
    for name in ("without", "with"):
        cost = said[name]
        lines.append(f"| {name} zones to judge by | {cost['cpu_s']:.1f} | "
                     f"{cost['octets'] / 1e6:.0f} |")
    return lines


class Took:
    def __init__(self, begun, usage):
        self.wall = time.monotonic() - begun
        self.cpu = usage.ru_utime + usage.ru_stime
        self.resident = usage.ru_maxrss / 1024

    def row(self, what):
        return f"| {what} | {self.cpu:.1f} | {self.wall:.1f} | {self.resident:.0f} |"


def run(*words):
    """What it took, and what it said."""
    begun = time.monotonic()
    words = [str(word) for word in words]
    with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as child:
        said = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"bench rssac047: {words[0]} ended with {child.returncode}: {said[:2000]}")
    return Took(begun, usage), said


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]), *map(int, sys.argv[3:]))
