"""Some minutes of a simulated Internet: five things go wrong, Prometheus tells them apart, and the
evidence of one of them convinces a reader who believes nobody but five countries' keys and three
witnesses.

Run it as `./dev demo`, or as `tocsin-lab demo` after a build. Everything happens in a cage on this
machine. Exit status 0: everything was said that should be, and nothing else.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from datetime import datetime

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(os.path.dirname(HERE), "harness"))

from expectations import DEADLINE, EXPECTATIONS, Window, judge, unexplained  # noqa: E402
from lab import Lab, eventually  # noqa: E402
from observer import Observer  # noqa: E402
from prometheus import ROOT  # noqa: E402
from show import LiveTable, final_table  # noqa: E402
from stage import Stage  # noqa: E402

SCENARIO = os.path.join(ROOT, "tests", "lab", "scenarios", "five_faults.yaml")
LOOK_SECONDS = 2
DEAD_AFTER = 45  # seconds, of the scenario's dead letter
DEAD_LETTER = "dead-letter letter=k"


def main():
    on_interrupt(signal.default_int_handler)
    folder = tempfile.mkdtemp(prefix="tocsin-demo-")
    stage = Stage(Lab(os.path.join(folder, "lab")), folder)
    try:
        return play(stage)
    except KeyboardInterrupt:
        print("\ninterrupted: ending the lab")
        return 130
    finally:
        on_interrupt(signal.SIG_IGN)  # a second Ctrl-C must not stop the clearing up
        stage.end()


def on_interrupt(handler):
    for ending in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, handler)


def play(stage):
    tell("raising the lab: 3 regions, 5 countries, 13 letters with 2 instances each")
    begun = time.monotonic()
    stage.raise_lab()
    tell(f"ready after {time.monotonic() - begun:.1f} s; now a collector and 10 probes enrol")
    stage.bring_cast()
    stage.start_prometheus()
    with closing(Observer(stage.net)) as observer:
        return watch(stage, observer)


def watch(stage, observer):
    tell("waiting until Prometheus has seen every letter answer every probe, by TCP once a minute")
    stage.wait_until_all_is_seen(observer)
    tell("waiting for the second of the minute at which a letter can die just before a whole one")
    eventually(lambda: 53 <= (time.time() + DEAD_AFTER) % 60 <= 56, "the second", seconds=65)
    started = time.time()
    tell("the scenario begins; it takes three and a half minutes")
    run_scenario(stage, observer)
    windows = windows_of(stage)
    fits = report(observer, windows, started)
    where = os.path.join(ROOT, "build", "demo")
    stage.keep(where)
    fits = prove(stage, windows[DEAD_LETTER], where) and fits
    tell("truth, logs and configuration are in build/demo")
    return 0 if fits else 1


def prove(stage, window, where):
    """The evidence of the dead letter, for the first whole minute of its death."""
    minute = -int(-window.start // 60)
    said, holds = stage.evidence("root/k", minute, where)
    tell("the evidence of k's dead minute, as any reader checks it offline with keys of his own:")
    for line in said.splitlines():
        print(f"  {line}")
    tell("the bundle is build/demo/evidence.zip; its page for people is build/demo/report.html")
    return holds


def run_scenario(stage, observer):
    command = stage.net.line("run", "--truth", stage.path("truth.jsonl"), SCENARIO)
    scenario = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        show_until_forgotten(scenario, stage, observer)
    finally:
        scenario.terminate()
    assert scenario.wait() == 0, "the scenario did not run to its end"


def show_until_forgotten(scenario, stage, observer):
    begun, table = time.monotonic(), LiveTable()
    ended = None
    while ended is None or time.monotonic() < ended + DEADLINE + LOOK_SECONDS:
        table.show(time.monotonic() - begun, observer, stage.net.status()["faults"])
        if ended is None and scenario.poll() is not None:
            ended = time.monotonic()
        time.sleep(LOOK_SECONDS)


def windows_of(stage):
    with open(stage.path("truth.jsonl")) as file:
        steps = [json.loads(line) for line in file]
    return {step["fault"]: Window(seconds(step["start"]), seconds(step["end"])) for step in steps}


def seconds(text):
    whole, fraction = text.rstrip("Z").split(".")
    return datetime.fromisoformat(whole + "+00:00").timestamp() + float("0." + fraction)


def report(observer, windows, started):
    """Judges every expectation over the whole time, shows the table, and says whether all fits."""
    rows, now = [], time.time()
    for expectation in EXPECTATIONS:
        window = windows[expectation.fault]
        found = observer.times(expectation.query, started, now)
        times = [instant for _, instants in found for instant in instants]
        when = f"{window.start - started:.0f} s to {window.end - started:.0f} s"
        rows.append((expectation, when, judge(expectation, window, sorted(set(times)))))
    final_table(rows)
    false_alarms = unexplained(observer.times('ALERTS{alertstate="firing"}', started, now), windows)
    for labels in false_alarms:
        print(f"  WRONG an alert without a reason: {labels}")
    if not false_alarms:
        print("  ok   no alert fired for anything else")
    return not false_alarms and all(verdict.fits for _, _, verdict in rows)


def tell(text):
    print(f"demo: {text}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
