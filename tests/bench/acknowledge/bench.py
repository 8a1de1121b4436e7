#!/usr/bin/env python3
"""How long a probe waits for its acknowledgement while a whole fleet sends 50,000 measurements a
second: the whole program `tocsind serve`, mutual TLS over kept connections, a real disk.

usage: bench.py BUILD_FOLDER RESULTS_FOLDER [SECONDS]

579 probes, each with a batch of 30 measurements of the root every ten seconds and one of 1000 of
TLDs every twelve, at phases of their own. Then the same fleet as one that closes its batches of
TLDs, 504 measurements each, in the first ten seconds of each minute, as probes do.

Beside each, before and after: the floor, which appends the same bytes at the same rhythm to a plain
file of the same disk and syncs. Every acknowledgement is verified; one that is missing fails this.
"""

import json
import os
import re
import resource
import signal
import subprocess
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

SECONDS = 120
WARM_UP = {12_000: 30, 60_000: 62}  # seconds before `acknowledge-load send` counts
SHAPES = {  # probes, measurements in a batch of TLDs, every and within so many milliseconds
    "50,000 a second, spread": (579, 1000, 12_000, 12_000),
    "each minute, within ten seconds": (579, 504, 60_000, 10_000),
}
FLOOR_SECONDS = 30
CONFIG = """state_dir: {state}
listeners:
  probes: {{address: 127.0.0.1, port: 0}}
  enrolment: {{address: 127.0.0.1, port: 0}}
  public: {{address: 127.0.0.1, port: 0}}
  admin: {{address: 127.0.0.1, port: 0}}
"""
HEAD = """| what | load average | batches | measurements a second | p50, ms | p99, ms | most, ms |
|---|---|---|---|---|---|---|"""


def main(build, results, seconds):
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (min(most, 8192), most))
    lines = [HEAD]
    for name, shape in SHAPES.items():
        with tempfile.TemporaryDirectory(prefix="tocsin-acknowledge-", dir=build) as folder:
            lines += rows_of(build, Path(folder), name, shape, seconds)
    results.mkdir(parents=True, exist_ok=True)
    (results / "acknowledge.md").write_text("\n".join(lines) + "\n")
    print("\n".join(lines))


def rows_of(build, folder, name, shape, seconds):
    rows = [floor(build, folder / "before", f"{name}: floor before", shape)]
    rows += load(build, folder, name, shape, seconds)
    rows.append(floor(build, folder / "after", f"{name}: floor after", shape))
    return rows


def floor(build, file, name, shape):
    lasts = max(FLOOR_SECONDS, 2 * shape[2] // 1000)
    done = subprocess.run(words(build / "bin/acknowledge-load", "floor", file, *shape, lasts),
                          check=True, stdout=subprocess.PIPE, text=True)
    file.unlink()
    return row(name, json.loads(done.stdout)["took"], "")


def load(build, folder, name, shape, seconds):
    state, config = folder / "state", folder / "tocsind.yaml"
    config.write_text(CONFIG.format(state=state))
    lasts = seconds + WARM_UP[shape[2]]
    tool = build / "bin/acknowledge-load"
    call(build / "bin/tocsind", "init", "--state", state, "--origin", "geneva.example/log",
         "--address", "127.0.0.1")
    call(tool, "enrol", state, *shape, lasts)
    with collector(build, config) as (pid, port):
        with subprocess.Popen(words(tool, "send", state, port, *shape, lasts),
                              stdout=subprocess.PIPE, text=True) as child:
            try:
                wait_for(child, "measuring")
                before, sent_before = cpu_seconds(pid), cpu_seconds(child.pid)
                wait_for(child, "measured")
                share = (cpu_seconds(pid) - before) / seconds
                own_share = (cpu_seconds(child.pid) - sent_before) / seconds
                found = json.loads(child.stdout.readline())
            finally:
                child.kill()
        now, peak = memory(pid, "VmRSS"), memory(pid, "VmHWM")
    rate = f"{found['measurements'] / found['seconds']:,.0f}"
    costs = (f"tocsind {share:.0%} of a core, {now:.0f} MiB resident, {peak:.0f} at most; "
             f"the load itself {own_share:.0%} of a core")
    print(f"{name}: {costs}", flush=True)
    return [row(f"{name}: acknowledged", found["took"], rate),
            row(f"{name}: of them, the root's", found["took_root"], ""),
            row(f"{name}: of them, TLDs'", found["took_tlds"], ""),
            row(f"{name}: since the batch closed", found["since_due"], ""),
            f"| {name}: {costs} | | | | | | |"]


@contextmanager
def collector(build, config):
    """Its process, and the port that probes connect to."""
    with subprocess.Popen(words(build / "bin/tocsind", "serve", "--config", config),
                          stderr=subprocess.PIPE, text=True) as child:
        try:
            for line in child.stderr:
                if "collector ready" in line:
                    yield child.pid, re.search(r"probes=(?:\S*:)?(\d+)", line)[1]
                    break
            else:
                sys.exit("tocsind did not start")
        finally:
            child.send_signal(signal.SIGTERM)
            child.stderr.read()


def wait_for(child, word):
    """The load says this, or it has said on stderr why it ends."""
    if child.stdout.readline().strip() != word:
        sys.exit("bench acknowledge: the load has failed")


def row(name, took, rate):
    load_average = f"{os.getloadavg()[0]:.1f}"
    line = (f"| {name} | {load_average} | {took['count']:,} | {rate} | {took['p50_ms']:.1f} | "
            f"{took['p99_ms']:.1f} | {took['max_ms']:.1f} |")
    print(line, flush=True)
    return line


def cpu_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid, what):
    return int(re.search(what + r":\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024


def call(*all_words):
    subprocess.run(words(*all_words), check=True, stdout=subprocess.DEVNULL)


def words(*all_words):
    return [str(word) for word in all_words]


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__.split("\n\n")[1])
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]),
         int(sys.argv[3]) if len(sys.argv) > 3 else SECONDS)
