#!/usr/bin/python3
"""How soon RootServiceDegraded says a TCP outage, how soon it lets go of it, and what it says
without one: its two rules over simulated probes.

    tests/dashboards/odds.py

A probe asks each letter once in 60 s at a phase of its own; a failure is known 4 s after its
question, and what is known leaves the probe when its batch closes, every 10 s. Times are those of
the collector: a scrape and an evaluation come on top. Seeded: every run prints the same.
"""

import itertools
import random

LETTERS, ROUND, TIMEOUT, BATCH, RECENT, LOOK = 13, 60, 4, 10, 24, 2
START, END, STOP = 200, 400, 470
RUNS = 60


def questions(probes, fails, rng):
    """(when the collector knows, when it was asked, probe, letter, whether it failed), in order."""
    for probe in range(probes):
        closes = rng.uniform(0, BATCH)
        for letter in range(LETTERS):
            asked = rng.uniform(0, ROUND)
            while asked < STOP:
                failed = fails(probe, letter, asked, rng)
                ended = asked + (TIMEOUT if failed else 0.1)
                known = closes + BATCH * ((ended - closes) // BATCH + 1)
                yield known, asked, probe, letter, failed
                asked += ROUND


def degraded(newest, probes, now):
    """What rules.yml and alerts.yml make of the newest answers, with every probe having a voice."""
    failing, lately = [0] * probes, [0] * probes
    asked, unanswered = [0] * LETTERS, [0] * LETTERS
    for (probe, letter), (when, failed) in newest.items():
        failing[probe] += failed
        if now - when <= RECENT:
            lately[probe] += failed
            asked[letter] += 1
            unanswered[letter] += failed
    underserved = sum(old > 5 and new > 0 for old, new in zip(failing, lately))
    letters = sum(2 * bad > all for bad, all in zip(unanswered, asked))
    return ((underserved >= 3 and underserved >= 0.25 * probes)
            or (letters > 5 and sum(asked) >= 12 and sum(new > 0 for new in lately) >= 3))


def looks(probes, fails, rng):
    """The instants at which the alert fires."""
    coming = sorted(questions(probes, fails, rng), reverse=True)
    newest = {}
    for now in range(2 * ROUND, STOP, LOOK):
        while coming and coming[-1][0] <= now:
            _, asked, probe, letter, failed = coming.pop()
            if newest.get((probe, letter), (0,))[0] < asked:
                newest[probe, letter] = (asked, failed)
        if degraded(newest, probes, now):
            yield now


def outage(letters=LETTERS, probes=1000, loss=0.0):
    def fails(probe, letter, asked, rng):
        hit = letter < letters and probe < probes and START <= asked < END
        return hit or rng.random() < loss
    return fails


def row(what, probes, fails):
    rng = random.Random(what)
    began, ended, said, early, paused = [], [], 0, 0, 0
    for _ in range(RUNS):
        times = list(looks(probes, fails, rng))
        inside = [time for time in times if time >= START]
        early += len(times) > len(inside)
        if inside:
            said += 1
            began.append(inside[0] - START)
            ended.append(inside[-1] - END)
            while_on = set(range(inside[0], END, LOOK))
            paused += len(while_on - set(inside)) / len(while_on) / RUNS
    seen = " " * 16
    if said:
        seen = f"{sorted(began)[len(began) // 2]:4} {max(began):4}   {max(ended):+4}"
    print(f"{what:34} {probes:3}   {said:3}/{RUNS}   {early:3}   {seen}   {paused:5.1%}")


def main():
    print("outage over TCP                 probes   said    before   after s: median, most; "
          "until; paused")
    for probes in (3, 5, 10, 20):
        row("all letters", probes, outage())
        row("six letters", probes, outage(letters=6))
        row("five letters", probes, outage(letters=5))
        row("none, one query in ten lost", probes, outage(letters=0, loss=0.1))
    for share, probes in itertools.product((0.2, 0.3, 0.4), (10, 20)):
        row(f"all letters at {share:.0%} of the probes", probes, outage(probes=share * probes))


if __name__ == "__main__":
    main()
