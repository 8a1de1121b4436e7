"""A month of made-up measurements, judged by tocsin-audit rssac047 and by somebody else.

Writes a month of two or three vantage points and letters in which much goes wrong, computes every
figure from RSSAC047's text and docs/formats alone, with exact fractions and nothing of ours, and
compares value, bounds, count and verdict, with some of the month excluded and without.

    rssac047_figures.py --audit build/dev/bin/tocsin-audit [--seed 1]
"""

import argparse
import collections
import itertools
import json
import math
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile
from fractions import Fraction

INTERVALS = 30 * 288
PATHS = {"ipv4_udp": (4, "udp"), "ipv4_tcp": (4, "tcp"),
         "ipv6_udp": (6, "udp"), "ipv6_tcp": (6, "tcp")}
TIMEOUT = 4_000_000_000
FAILURES = ["timeout", "refused", "unreachable", "malformed", "mismatched", "reset"]
FIRST_SERIAL = 2026103101


# Making a month.

def time_of(interval, seconds):
    minutes = 5 * interval
    day, minutes = divmod(minutes, 24 * 60)
    minutes += int(seconds) // 60
    return (f"2026-11-{day + 1:02}T{minutes // 60:02}:{minutes % 60:02}:"
            f"{seconds % 60:09.6f}").rstrip("0").rstrip(".") + "Z"


def soa(draw, interval, vantage_point, letter, path, serial):
    family, transport = PATHS[path]
    line = {"t": time_of(interval, draw.uniform(0, 60)), "vp": vantage_point, "rsi": letter,
            "family": family, "transport": transport, "kind": "soa"}
    luck = draw.random()
    if luck < 0.03:
        return line | {"outcome": draw.choice(FAILURES)}
    line |= {"outcome": "answered", "rcode": 0, "serial": serial,
             "rtt_ns": draw.randrange(1_000_000, 300_000_000)}
    if luck < 0.035:
        return line | {"outcome": "intercepted"}
    if luck < 0.04:
        return line | {"rcode": draw.choice([2, 5, "SERVFAIL"]), "serial": None}
    if luck < 0.045:
        return line | {"rtt_ns": TIMEOUT + draw.randrange(0, 2)}
    return line


def correctness(draw, interval, vantage_point, letter):
    line = {"t": time_of(interval, draw.uniform(60, 120)), "vp": vantage_point, "rsi": letter,
            "family": draw.choice([4, 6]), "transport": draw.choice(["udp", "tcp"]),
            "kind": "correctness"}
    if line["transport"] == "tcp" or draw.random() > 0.01:
        return [line | correctness_result(draw)]
    cut = line | {"outcome": "truncated", "rcode": 0, "rtt_ns": 20_000_000}
    again = line | {"t": time_of(interval, 120 + draw.random()), "transport": "tcp"}
    return [cut] if draw.random() < 0.1 else [cut, again | correctness_result(draw)]


def correctness_result(draw):
    luck = draw.random()
    if luck < 0.05:
        return {"outcome": draw.choice(FAILURES)}
    result = {"outcome": "answered", "rcode": draw.choice([0, 0, 0, "NXDOMAIN"]),
              "rtt_ns": 20_000_000, "correct": luck > 0.06}
    if luck > 0.99:
        result["correct"] = None
    return result | ({"rcode": 2} if 0.06 < luck < 0.07 else {})


def month(seed):
    draw = random.Random(seed)
    letters = "abcdefghijklm"[:draw.randrange(3, 5)]
    vantage_points = [f"vp-{i}" for i in range(draw.randrange(2, 4))]
    changes = sorted(draw.sample(range(50, INTERVALS), 20))
    lag = {pair: draw.choice([0, 0, 1, 3, 40]) for pair in
           itertools.product(vantage_points, letters, PATHS)}
    gone = (draw.choice(vantage_points), draw.choice(letters), draw.choice(list(PATHS)))
    silent = (draw.choice(vantage_points), range(1000, 1600))
    lines = []
    for t, v, r in itertools.product(range(INTERVALS), vantage_points, letters):
        if v == silent[0] and t in silent[1]:
            continue
        for path in PATHS:
            if (v, r, path) == gone or draw.random() < 0.002:
                continue
            serial = FIRST_SERIAL + sum(change + lag[v, r, path] <= t for change in changes)
            if r == letters[-1] and draw.random() < 0.00005:
                serial += 50  # that nobody else ever has
            if v == vantage_points[0] and t + 40 in changes:
                serial += 1  # its clock is off
            lines.append(soa(draw, t, v, r, path, serial))
            if draw.random() < 0.002:
                lines.append(soa(draw, t, v, r, path, serial))
        if draw.random() > 0.01:
            lines += correctness(draw, t, v, r)
    draw.shuffle(lines)
    lines.append(lines[0] | {"t": "2026-12-01T00:00:00Z"})
    return letters, vantage_points, lines


def annotations(seed, letters, vantage_points):
    """Exclusions that overlap, and a remark that excludes nothing."""
    draw = random.Random(seed + 1)
    lines = []
    for i in range(12):
        first = draw.randrange(INTERVALS - 400)
        line = {"effect": "exclusion", "by": "a keeper", "why": f"broken {i}",
                "from": time_of(first, draw.choice([0, 120])),
                "until": time_of(first + draw.choice([1, 3, 40, 300]), draw.choice([0, 1, 299]))}
        if draw.random() < 0.8:
            line["vp"] = draw.choice(vantage_points)
        if draw.random() < 0.5:
            line["rsi"] = "".join(sorted(draw.sample(letters, draw.randrange(1, len(letters)))))
        lines.append(line)
    lines.append(lines[0] | {"why": "again"})
    lines.append(lines[0] | {"effect": "remark", "from": "2026-11-01T00:00:00Z",
                             "until": "2026-12-01T00:00:00Z", "why": "all of it was odd"})
    return lines


# Judging it.

def moment(text):
    """Interval and seconds into it."""
    date, clock = text[:-1].split("T")
    year, month_, day = date.split("-")
    hours, minutes, seconds = clock.split(":")
    whole = (int(day) - 1) * 86_400 + int(hours) * 3_600 + int(minutes) * 60
    whole += Fraction(seconds)
    return (whole // 300, whole % 300) if (year, month_) == ("2026", "11") else None


def excluded_by(lines, letters, vantage_points):
    """(vantage point, letter, interval) of each that an exclusion touches."""
    out = set()
    for line in lines:
        if line["effect"] != "exclusion":
            continue
        first, (last, rest) = moment(line["from"])[0], moment(line["until"])
        touched = range(first, last + (1 if rest > 0 else 0))
        out |= set(itertools.product([line["vp"]] if "vp" in line else vantage_points,
                                     line.get("rsi", letters), touched))
    return out


def first_of_each(lines):
    kept = {}
    for line in lines:
        when = moment(line["t"])
        if when is None:
            continue
        path = (line["family"], line["transport"]) if line["kind"] == "soa" else None
        key = (line["kind"], when[0], line["vp"], line["rsi"], path)
        # A truncated reply to correctness gives way to what TCP said then.
        turn = (line["kind"] == "correctness" and line["outcome"] == "truncated", when[1])
        if key not in kept or turn < kept[key][0]:
            kept[key] = (turn, line)
    return {key: line for key, (_, line) in kept.items()}


class Month:
    def __init__(self, lines, excluded=frozenset()):
        self.excluded = excluded
        self.cells = first_of_each(lines)
        self.letters = sorted({key[3] for key in self.cells})
        self.vantage_points = sorted({key[2] for key in self.cells})
        self.k = math.ceil(Fraction((len(self.letters) - 1) * 2, 3))
        self.measured = {(key[2], key[4]) for key in self.cells if key[0] == "soa"}
        self.states = {key: self.state(line) for key, line in self.cells.items()}

    @staticmethod
    def state(line):
        if line["outcome"] == "intercepted":
            return None
        good = line["outcome"] == "answered" and line["rcode"] in (0, "NOERROR")
        return line if good and line["rtt_ns"] <= TIMEOUT else False

    def expected(self, v, r):
        return (t for t in range(INTERVALS) if (v, r, t) not in self.excluded)

    def rows(self, path):
        """Each interval of each vantage point of which not everything is excluded."""
        for v, t in itertools.product(self.who_measures(path), range(INTERVALS)):
            if not all((v, r, t) in self.excluded for r in self.letters):
                yield t, [self.soa(t, v, r, path) for r in self.letters]

    def soa(self, t, v, r, path):
        """None where it is missing, False where it is not available, else the line."""
        if (v, r, t) in self.excluded:
            return None
        return self.states.get(("soa", t, v, r, PATHS[path]))

    def who_measures(self, path):
        return [v for v in self.vantage_points if (v, PATHS[path]) in self.measured]


def figure(value, count, low, high, threshold, at_least):
    if value is None:
        return {"value": None, "count": 0, "bounds": [None, None], "verdict": "no-data"}
    meets = [(bound >= threshold if at_least else bound <= threshold) for bound in (low, high)]
    verdict = "inconclusive" if meets[0] != meets[1] else "pass" if meets[0] else "fail"
    return {"value": value, "count": count, "bounds": [low, high], "verdict": verdict}


NONE = figure(None, 0, None, None, None, True)


def rsi_threshold(n, k):
    def system(a):
        return sum(math.comb(n, i) * a ** i * (1 - a) ** (n - i) for i in range(k, n + 1))
    return next(a for a in (Fraction(p, 100) for p in range(1, 101))
                if system(a) >= Fraction(99_999, 100_000))


def rsi_availability(data, r, path):
    cells = [data.soa(t, v, r, path)
             for v in data.who_measures(path) for t in data.expected(v, r)]
    up, measured = sum(bool(c) for c in cells), sum(c is not None for c in cells)
    if not measured:
        return NONE
    return figure(Fraction(up, measured), measured, Fraction(up, len(cells)),
                  Fraction(up + len(cells) - measured, len(cells)),
                  rsi_threshold(len(data.letters), data.k), True)


def rss_availability(data, path):
    value, known, count, low, high, everything = 0, 0, 0, 0, 0, 0
    for _, cells in data.rows(path):
        up = sum(bool(c) for c in cells)
        least, most = min(data.k, up), min(data.k, up + cells.count(None))
        low, high, everything = low + least, high + most, everything + data.k
        measured = len(cells) - cells.count(None)
        value, known = value + least, known + min(data.k, measured)
        count += measured
    if not known:
        return NONE
    return figure(Fraction(value, known), count, Fraction(low, everything),
                  Fraction(high, everything), Fraction(99_999, 100_000), True)


def median(numbers):
    """Exactly, and of whole numbers or infinity."""
    ordered = sorted(numbers)
    size = len(ordered)
    if ordered[size // 2] == math.inf:
        return math.inf
    return Fraction(ordered[(size - 1) // 2] + ordered[size // 2]) / 2


def rsi_latency(data, r, path):
    cells = [data.soa(t, v, r, path)
             for v in data.who_measures(path) for t in data.expected(v, r)]
    times = [c["rtt_ns"] for c in cells if c]
    missing = cells.count(None)
    if not times:
        return NONE
    limit = 250 if path.endswith("udp") else 500
    medians = [median(times), median(times + [0] * missing), median(times + [TIMEOUT] * missing)]
    value, low, high = (m / 1_000_000 for m in medians)
    return figure(value, len(times), low, high, limit, False)


def rss_latency(data, path):
    """Both readings: the pool of the month, and the median of the intervals' medians."""
    pools = [[[] for _ in range(INTERVALS)] for _ in range(3)]
    for t, cells in data.rows(path):
        times = [c["rtt_ns"] for c in cells if c]
        missing = cells.count(None)
        for pool, more in zip(pools, ([], [0] * missing, [TIMEOUT] * missing)):
            pool[t] += sorted(times + more)[:data.k]
    limit = 150 if path.endswith("udp") else 300
    count = sum(len(times) for times in pools[0])
    if count == 0:
        return NONE, NONE
    pooled = [median(list(itertools.chain(*pool))) / 1_000_000 for pool in pools]
    nested = [statistics.median([median(times) for times in pool if times]) / 1_000_000
              for pool in pools]
    return (figure(pooled[0], count, pooled[1], pooled[2], limit, False),
            figure(nested[0], count, nested[1], nested[2], limit, False))


def correctness_of(data, letters):
    who = {key[2] for key in data.cells if key[0] == "correctness"}
    states = collections.Counter()
    for v, r, t in itertools.product(who, letters, range(INTERVALS)):
        if (v, r, t) in data.excluded:
            continue
        line = data.cells.get(("correctness", t, v, r, None))
        if line is None or line["outcome"] == "intercepted":
            states["open"] += 1
        elif line["outcome"] in ("answered", "truncated") and line["rcode"] in (0, 3, "NXDOMAIN"):
            states["open" if line.get("correct") is None else line["correct"]] += 1
    judged = states[True] + states[False]
    if not judged:
        return NONE
    everything = judged + states["open"]
    return figure(Fraction(states[True], judged), judged, Fraction(states[True], everything),
                  Fraction(states[True] + states["open"], everything), 1, True)


def publications(data):
    """When a second vantage point first saw each serial, if more than one letter ever had it."""
    seen = collections.defaultdict(lambda: ({}, set()))
    for (kind, t, v, r, _), line in data.cells.items():
        if kind != "soa":
            continue
        path = next(name for name, pair in PATHS.items()
                    if pair == (line["family"], line["transport"]))
        if data.soa(t, v, r, path) and line.get("serial") is not None:
            first, letters = seen[line["serial"]]
            first[v] = min(first.get(v, INTERVALS), t)
            letters.add(r)
    found = sorted((sorted(first.values())[1], serial) for serial, (first, letters) in seen.items()
                   if len(letters) > 1 and len(first) > 1)
    published, newest = [], None
    for first, serial in found:
        if newest is None or serial > newest:
            if newest is not None and first != found[0][0]:
                published.append((first, serial))
            newest = serial
    return published


def publication_latency(data, published, letters, limit):
    value, low, high = [], [], []
    for v, r in itertools.product(data.vantage_points, letters):
        smallest = {}
        for t, path in itertools.product(range(INTERVALS), PATHS):
            cell = data.soa(t, v, r, path)
            if cell and cell.get("serial") is not None:
                smallest[t] = min(cell["serial"], smallest.get(t, math.inf))
        for first, serial in published:
            later = [t for t in sorted(smallest) if t >= first]
            seen = next((t for t in later if smallest[t] >= serial), None)
            old = [t for t in later if seen is None or t < seen]
            unsure = range(old[-1] + 1 if old else first, INTERVALS if seen is None else seen)
            if (seen is not None or not old) and any((v, r, t) in data.excluded for t in unsure):
                continue
            certainly = 5 * (old[-1] + 1 - first) if old else 0
            low.append(certainly)
            high.append(math.inf if seen is None else 5 * (seen - first))
            if seen is not None or old:
                value.append(certainly if seen is None else 5 * (seen - first))
    if not value:
        return NONE
    return figure(median(value), len(value), median(low), median(high), limit, False)


def figures(data):
    published = publications(data)
    everything = {}
    for path in PATHS:
        everything[f"rss.availability.{path}"] = rss_availability(data, path)
        pooled, nested = rss_latency(data, path)
        everything[f"rss.latency.{path}"] = pooled
        everything[f"rss.latency.{path}.readings.interval_medians"] = nested
        for r in data.letters:
            everything[f"rsi.{r}.availability.{path}"] = rsi_availability(data, r, path)
            everything[f"rsi.{r}.latency.{path}"] = rsi_latency(data, r, path)
    for r in data.letters:
        everything[f"rsi.{r}.correctness"] = correctness_of(data, [r])
        everything[f"rsi.{r}.publication_latency"] = publication_latency(data, published, [r], 65)
    everything["rss.correctness"] = correctness_of(data, data.letters)
    everything["rss.publication_latency"] = publication_latency(data, published, data.letters, 35)
    return everything


# Comparing.

def at(report, path):
    for name in path.split("."):
        report = report[name]
    return report


def number(exact):
    return None if exact is None or exact == math.inf else float(exact)


def differences(report, expected, within):
    for path, ours in expected.items():
        theirs = at(report, path + within)
        if theirs["value"] is not None:
            exact = Fraction(theirs["numerator"], theirs["denominator"])
            if exact != ours["value"]:
                yield f"{path}: {exact} and not {ours['value']}"
            low, high = theirs["bounds"]
            if theirs["value"] < low or (high is not None and theirs["value"] > high):
                yield f"{path}: {theirs['value']} is not within {low} and {high}"
        for name in ("value", "count", "verdict", "bounds"):
            want = ours[name]
            if name == "value":
                want = number(want)
            if name == "bounds":
                want = [number(bound) for bound in want]
            if theirs[name] != want:
                yield f"{path}.{name}: {theirs[name]} and not {want}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--audit", required=True)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    letters, vantage_points, lines = month(arguments.seed)
    said = annotations(arguments.seed, letters, vantage_points)
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder, "month.jsonl")
        path.write_text("".join(json.dumps(line) + "\n" for line in lines))
        words = pathlib.Path(folder, "annotations.jsonl")
        words.write_text("".join(json.dumps(line) + "\n" for line in said))
        ran = subprocess.run([arguments.audit, "rssac047", "--measurements", path, "--month",
                              "2026-11", "--annotations", words, "--output", "json"], check=True,
                             capture_output=True, text=True)
    report = json.loads(ran.stdout)
    excluded = excluded_by(said, letters, vantage_points)
    data = Month(lines, excluded)
    whole, expected = figures(Month(lines)), figures(data)
    wrong = list(differences(report, expected, ""))
    wrong += differences(report, whole, ".without_exclusions")
    count = sum((v, r, moment(line["t"])[0]) in excluded
                for line in first_of_each(lines).values()
                for v, r in [(line["vp"], line["rsi"])])
    if report["measurements"]["excluded"] != count:
        wrong.append(f"{count} are excluded and not {report['measurements']['excluded']}")
    verdicts = collections.Counter(figure_["verdict"] for figure_ in expected.values())
    changed = sum(expected[path] != whole[path] for path in whole)
    print(f"seed {arguments.seed}: {len(letters)} letters, {len(vantage_points)} vantage points, "
          f"{len(lines)} lines, {count} excluded, {len(expected)} figures: {dict(verdicts)}, "
          f"{changed} of them other than without exclusions")
    if wrong:
        sys.exit("they differ:\n" + "\n".join(wrong[:20]))


main()
