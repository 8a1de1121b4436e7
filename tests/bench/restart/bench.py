#!/usr/bin/env python3
"""How long `tocsind serve` takes from its start until it listens, how much CPU time, and what of it
is in memory then: with the sidecars of its journal's segments, without them, and with nothing in
the page cache.

usage: bench.py BUILD_FOLDER RESULTS_FOLDER [RECORDS [SEGMENT_BYTES]]

The journal is made by make_journal.cc: a million records of 150 probes take 1.8 GB, their log
another 0.6 GB. Smaller segments make as many sidecars as a longer journal has.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RECORDS, SEGMENT_BYTES = 1_000_000, 64 << 20
ROUNDS = 3
CONFIG = """state_dir: {state}
listeners:
  probes: {{address: 127.0.0.1, port: 0}}
  enrolment: {{address: 127.0.0.1, port: 0}}
  public: {{address: 127.0.0.1, port: 0}}
  admin: {{address: 127.0.0.1, port: 0}}
"""


def main(build, results, records, segment_bytes):
    with tempfile.TemporaryDirectory(prefix="tocsin-restart-", dir=build) as name:
        folder = Path(name)
        state, config = folder / "state", folder / "tocsind.yaml"
        config.write_text(CONFIG.format(state=state))
        call(build / "bin/tocsind", "init", "--state", state, "--origin", "geneva.example/log",
             "--address", "127.0.0.1")
        call(build / "bin/restart-journal", state, records, segment_bytes)
        start = lambda: restart(build, config)  # noqa: E731
        print("the log is made:", row("first start", *start()), flush=True)
        lines = ["| start | seconds | CPU, s | resident at most, MiB |", "|---|---|---|---|"]
        lines += [row("with sidecars", *start()) for _ in range(ROUNDS)]
        forget(state)
        lines.append(row("with sidecars, nothing cached", *start()))
        lines.append(f"| {sizes(state)} | | | |")
        for sidecar in (state / "journal").glob("*.sidecar"):
            sidecar.unlink()
        lines.append(row("without sidecars", *start()))
    results.mkdir(parents=True, exist_ok=True)
    (results / "restart.md").write_text("\n".join(lines) + "\n")
    print("\n".join(lines))


def restart(build, config):
    """Seconds until it listens, CPU time and peak of memory by then; it ends in peace."""
    begun = time.monotonic()
    with subprocess.Popen([build / "bin/tocsind", "serve", "--config", config],
                          stderr=subprocess.PIPE, text=True) as child:
        for line in child.stderr:
            if "collector ready" in line:
                break
        else:
            sys.exit("tocsind did not start")
        took = time.monotonic() - begun
        ticks = Path(f"/proc/{child.pid}/stat").read_text().rpartition(")")[2].split()[11:13]
        status = Path(f"/proc/{child.pid}/status").read_text()
        child.send_signal(signal.SIGTERM)
        child.stderr.read()
    if child.returncode != 0:
        sys.exit(f"tocsind ended with {child.returncode}")
    cpu = sum(map(int, ticks)) / os.sysconf("SC_CLK_TCK")
    return took, cpu, int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024


def row(what, took, cpu, memory):
    return f"| {what} | {took:.2f} | {cpu:.2f} | {memory:.0f} |"


def sizes(state):
    journal = state / "journal"
    of = {kind: [path.stat().st_size for path in journal.glob(f"*.{kind}")]
          for kind in ("journal", "sidecar")}
    return (f"{len(of['journal'])} segments of {sum(of['journal']) >> 20} MiB, "
            f"{len(of['sidecar'])} sidecars of {sum(of['sidecar']) >> 20} MiB")


def forget(folder):
    """Nothing of these files is in the page cache any more."""
    os.sync()
    for path in folder.rglob("*"):
        if path.is_file():
            with open(path, "rb") as file:
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)


def call(*words):
    subprocess.run([str(word) for word in words], check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]), *map(int, sys.argv[3:] or [RECORDS]),
         *([SEGMENT_BYTES] if len(sys.argv) < 5 else []))
