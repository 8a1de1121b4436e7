#!/usr/bin/env python3
"""How far each tool's round trips are from the truth, idle and with every core busy.

usage: bench.py BUILD_FOLDER RESULTS_FOLDER [ROUNDS]

README.md says how the truth is known, and what this cannot show.
"""

import os
import statistics
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import cage
import figures
import tools
import truth

DELAY_US = 10_000  # each way
ROUNDS = 400


def main(build, results, rounds):
    cage.enter_cage()
    cage.lay_cables()
    results.mkdir(parents=True, exist_ok=True)
    runs, notes = {}, []
    with tempfile.TemporaryDirectory(prefix="tocsin-accuracy-") as folder:
        for load, burning in (("idle", 0), ("busy", os.cpu_count())):
            passages = results / f"accuracy-{load}.passages"
            with cage.burners(burning):
                asked, cost, note = run(build, Path(folder), passages, rounds)
            ledger = truth.Ledger(truth.exchanges(passages))
            runs[load] = figures.errors_of(asked, ledger, cost)
            notes.append(f"{load}: {note}; {lateness(ledger)}")
    text = figures.table(runs, rounds) + "\n\n" + "\n".join(f"- {note}" for note in notes) + "\n"
    (results / "accuracy.md").write_text(text)
    print(text)


def run(build, folder, passages, rounds):
    """Every figure of one run, what the wire costs, and a note on the machine while it lasted."""
    with ExitStack() as stack:
        priority, cost = stack.enter_context(
            cage.wire(build / "bin" / "accuracy-wire", DELAY_US, passages))
        stack.enter_context(cage.name_server(folder))
        stack.enter_context(tools.blackbox_exporter(folder))
        others = [make(transport) for transport in figures.TRANSPORTS
                  for make in (tools.dig, tools.kdig, tools.Dnspython, tools.Blackbox)]
        warm_up(others)
        before = os.getloadavg()[0]
        ours = [tools.Tocsin(build / "bin" / "tocsin-probe", transport, rounds, 2.5)
                for transport in figures.TRANSPORTS]
        asked = [other.ask() for _ in range(rounds) for other in others]
        asked += [figure for one in ours for figure in one.figures()]
        after = os.getloadavg()[0]
    note = (f"load average {before:.1f} before and {after:.1f} after, the wire {priority}, "
            f"wire cost {cost * 1e6:.1f} us")
    return [figure for figure in asked if figure], cost, note


def warm_up(others, deadline=20):
    """Until each of them has had an answer."""
    give_up = tools.now() + deadline
    for other in others:
        while not other.ask():
            if tools.now() > give_up:
                sys.exit(f"{other.name} got no answer over {other.transport}")


def lateness(ledger):
    late = sorted(one.late for one in ledger.all)
    return (f"the wire woke {statistics.median(late) * 1e6:.0f} us (median) and "
            f"{late[int(len(late) * 0.99)] * 1e6:.0f} us (p99) after a frame")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]).resolve(),
         int(sys.argv[3]) if len(sys.argv) > 3 else ROUNDS)
