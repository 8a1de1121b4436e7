#!/usr/bin/env python3
"""Runs benchmark programs of a build and writes their figures as one table.

usage: run.py FOLDER_OF_PROGRAMS FOLDER_OF_RESULTS NAME...
"""

import json
import subprocess
import sys
from pathlib import Path

# What Google Benchmark says of each run beside the counters that the benchmark itself set.
OWN_FIELDS = {
    "name", "family_index", "per_family_instance_index", "run_name", "run_type", "repetitions",
    "repetition_index", "threads", "iterations", "real_time", "cpu_time", "time_unit", "label",
    "error_occurred", "error_message", "aggregate_name", "aggregate_unit",
}
SCALES = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}


def main(programs, results, names):
    results.mkdir(parents=True, exist_ok=True)
    lines = ["| benchmark | CPU time | wall time | figures |", "|---|---|---|---|"]
    found = sorted(programs / f"bench.{name}" for name in names)
    for program in found:
        print(f"{program.name} ...", flush=True)
        lines += [row(program, run) for run in measure(program, results)]
    table = results / "benchmarks.md"
    table.write_text("\n".join(lines) + "\n")
    print("\n".join(lines) + f"\n\n{len(found)} programs; the table is {table}")
    return 0 if found else 1


def measure(program, results):
    out = results / f"{program.name}.json"
    out.unlink(missing_ok=True)
    command = [program, f"--benchmark_out={out}", "--benchmark_out_format=json"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    runs = json.loads(out.read_text())["benchmarks"]
    failed = [run["error_message"] for run in runs if run.get("error_occurred")]
    if failed:
        sys.exit(f"{program.name}: {failed[0]}")
    return runs


def row(program, run):
    figures = [f"{name} {number(value)}" for name, value in run.items() if name not in OWN_FIELDS]
    name = program.name.removeprefix("bench.") + ": " + run["name"]
    times = [duration(run[kind] * SCALES[run["time_unit"]]) for kind in ("cpu_time", "real_time")]
    return f"| {name} | {times[0]} | {times[1]} | {', '.join(figures)} |"


def duration(nanoseconds):
    for unit in ("s", "ms", "us"):
        if nanoseconds >= SCALES[unit]:
            return f"{nanoseconds / SCALES[unit]:.3g} {unit}"
    return f"{nanoseconds:.3g} ns"


def number(value):
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), sys.argv[3:]))
