"""The six worked examples of RSSAC047 section 6.1, through tocsin-audit rssac047.

Writes each example as a file of measurements (docs/formats/measurements.md), has the command
compute it, and compares the system's availability with what the formula gives. Of the sixth the
text prints 99.9989 %, because it subtracts 14; two intervals in which seven vantage points reach
nobody lose 14 times k.

    rssac047_examples.py --audit build/dev/bin/tocsin-audit [--keep FOLDER]
"""

import argparse
import functools
import json
import pathlib
import subprocess
import sys
import tempfile
from fractions import Fraction

import zstandard

LETTERS = "abcdefghijklm"
VANTAGE_POINTS = [f"vp{i:02}" for i in range(20)]
INTERVALS = 30 * 288
K = 8
ALL = INTERVALS * len(VANTAGE_POINTS) * K

# Which (interval, vantage point, letter) is down, and the availability that this makes.
EXAMPLES = {
    "one_dead": (lambda t, v, r: r < 1, Fraction(1), "pass"),
    "five_dead": (lambda t, v, r: r < 5, Fraction(1), "pass"),
    "six_dead": (lambda t, v, r: r < 6, Fraction(7, 8), "fail"),
    "all_dead_for_a_day": (lambda t, v, r: 2880 <= t < 3168, Fraction(29, 30), "fail"),
    "one_vantage_point_reaches_seven_once": (
        lambda t, v, r: t == 100 and v == 0 and r >= 7, 1 - Fraction(1, ALL), "pass"),
    "seven_vantage_points_reach_none_twice": (
        lambda t, v, r: t in (5, 6) and v < 7, 1 - Fraction(14 * K, ALL), "fail"),
}


def line(vantage_point, letter, is_down):
    """With an @ for its time."""
    member = {"t": "@", "vp": vantage_point, "country": "NO", "region": "europe", "rsi": letter,
              "family": 4, "transport": "udp", "kind": "soa"}
    if is_down:
        member |= {"outcome": "timeout", "rcode": None, "rtt_ns": None, "serial": None}
    else:
        member |= {"outcome": "answered", "rcode": 0, "rtt_ns": 20_000_000, "serial": 2026110100}
    return json.dumps(member, separators=(",", ":")) + "\n"


@functools.cache
def lines(down):
    """All of one interval, but for those that are down."""
    return "".join(line(name, letter, (v, r) in down)
                   for v, name in enumerate(VANTAGE_POINTS) for r, letter in enumerate(LETTERS))


def time_of(interval):
    day, in_day = divmod(interval, 288)
    hour, five_minutes = divmod(in_day, 12)
    return f"2026-11-{day + 1:02}T{hour:02}:{5 * five_minutes:02}:07.25Z"


def write(example, path):
    """Compressed, as most will send it; the first one plain."""
    is_down = EXAMPLES[example][0]
    everybody = [(v, r) for v in range(len(VANTAGE_POINTS)) for r in range(len(LETTERS))]
    with open(path, "wb") as raw:
        plain = path.suffix == ".jsonl"
        out = raw if plain else zstandard.ZstdCompressor(level=1).stream_writer(raw)
        with out:
            for t in range(INTERVALS):
                down = frozenset((v, r) for v, r in everybody if is_down(t, v, r))
                out.write(lines(down).replace("@", time_of(t)).encode())


def check(example, path, audit):
    ran = subprocess.run([audit, "rssac047", "--measurements", path, "--month", "2026-11",
                          "--output", "json"], check=True, capture_output=True, text=True)
    report = json.loads(ran.stdout)
    figure = report["rss"]["availability"]["ipv4_udp"]
    _, expected, verdict = EXAMPLES[example]
    found = Fraction(figure["numerator"], figure["denominator"])
    print(f"{example}: {found} ({float(100 * found):.5f} %), {figure['verdict']}")
    wrong = [what for what, holds in {
        "availability": found == expected and figure["value"] == float(expected),
        "verdict": figure["verdict"] == verdict,
        "count": figure["count"] == INTERVALS * len(VANTAGE_POINTS) * len(LETTERS),
        "bounds": figure["bounds"] == [figure["value"]] * 2,
        "k": report["k"] == K and report["rsis"] == len(LETTERS),
        "other paths": report["rss"]["availability"]["ipv6_tcp"]["verdict"] == "no-data",
        "correctness": report["rss"]["correctness"]["value"] is None,
    }.items() if not holds]
    return [f"{example}: {what}" for what in wrong]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--audit", required=True)
    parser.add_argument("--keep", type=pathlib.Path, help="leave the files in this folder")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        folder = arguments.keep or pathlib.Path(scratch)
        folder.mkdir(parents=True, exist_ok=True)
        wrong = []
        for i, example in enumerate(EXAMPLES):
            path = folder / (example + (".jsonl" if i == 0 else ".jsonl.zst"))
            write(example, path)
            wrong += check(example, path, arguments.audit)
            if not arguments.keep:
                path.unlink()
    if wrong:
        sys.exit("not as RSSAC047 says: " + "; ".join(wrong))


main()
