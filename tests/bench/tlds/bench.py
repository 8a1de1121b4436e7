#!/usr/bin/env python3
"""What a probe with the plan spec10 costs that tests every address of every TLD's name servers once
a minute: CPU of its process and what of it is in memory, with servers that answer and with silent
ones, minute by minute.

usage: bench.py BUILD_FOLDER RESULTS_FOLDER [MINUTES]

The root zone is that of 2026-08-19 from ../shared/data, signed anew. In a network namespace of its
own every address there is belongs to name_server.cc, so no query leaves the machine.
"""

import lzma
import os
import re
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.append(str(HERE.parent / "accuracy"))

from cage import enter_cage  # noqa: E402

ZONE = HERE.parents[2] / "../shared/data/root-zones/2026081901-unsigned.zone.xz"
MINUTES = 5
NETWORK = """ip link set lo up
ip addr add 10.0.0.1/32 dev lo
ip addr add fd00::1/128 dev lo nodad
ip route add local 0.0.0.0/0 dev lo src 10.0.0.1
ip -6 route add local ::/0 dev lo src fd00::1
sysctl -qw net.ipv6.ip_nonlocal_bind=1
"""
KNOT = """server:
    listen: 127.0.0.1@5300
    rundir: {folder}
database:
    storage: {folder}
acl:
  - id: all
    action: transfer
zone:
  - domain: .
    file: {folder}/signed.zone
    acl: all
    zonefile-sync: -1
    zonefile-load: whole
    journal-content: none
"""
HINTS = ". NS k.root-servers.net.\nk.root-servers.net. A 193.0.14.129\n"
PROBE = """state_dir: {state}
plans: [spec10]
fleet_size: 20
fleet_number: 7
hints_file: {folder}/hints
trust_anchor_file: {folder}/anchor.ds
limits: {{queries_per_second: 2000, bytes_per_day: 1000 GiB}}
"""


def main(build, results, minutes):
    if not ZONE.exists():
        sys.exit(f"bench tlds: {ZONE} is missing")
    enter_cage()
    subprocess.run(["sh", "-ec", NETWORK], check=True)
    lines = ["| servers | minute | CPU, share of a core | resident, MiB | at most, MiB |",
             "|---|---|---|---|---|"]
    with tempfile.TemporaryDirectory(prefix="tocsin-tlds-") as name:
        folder = Path(name)
        kept = zone_kept(build, folder)
        for way in ("answering", "silent"):
            lines += run(build, folder, kept, way, minutes)
    results.mkdir(parents=True, exist_ok=True)
    (results / "tlds.md").write_text("\n".join(lines) + "\n")
    print("\n".join(lines))


def run(build, folder, kept, way, minutes):
    state = folder / way
    state.mkdir(mode=0o700)
    (state / "root-zone").write_bytes(kept)
    (folder / "hints").write_text(HINTS)
    config = folder / f"{way}.yaml"
    config.write_text(PROBE.format(state=state, folder=folder))
    rows = []
    with program(folder, way + "-servers", build / "bin" / "tlds-name-server", way), \
            program(folder, way, build / "bin" / "tocsin-probe", "run", "--config",
                    config) as probe:
        until(lambda: "root zone in force" in (folder / f"{way}.log").read_text(), 60)
        next_minute()
        for minute in range(1, minutes + 1):
            before = cpu_seconds(probe.pid)
            next_minute()
            share = (cpu_seconds(probe.pid) - before) / 60
            now, most = memory(probe.pid, "VmRSS"), memory(probe.pid, "VmHWM")
            rows.append(f"| {way} | {minute} | {share:.1%} | {now:.1f} | {most:.1f} |")
            print(rows[-1], flush=True)
        print(tested(build, config))
    return rows


def tested(build, config):
    """What the probe says of its newest batch."""
    done = subprocess.run([build / "bin" / "tocsin-probe", "status", "--config", config],
                          capture_output=True, text=True)
    return "\n".join(line for line in done.stdout.splitlines() if "spec10" in line)


def zone_kept(build, folder):
    """The zone's records as a probe keeps them, signed and transferred."""
    (folder / "plain.zone").write_bytes(lzma.open(ZONE).read())
    keys = [key(folder, "-k"), key(folder)]
    call(folder, "ldns-signzone", "-z", "simple:sha384", "-f", "signed.zone", "plain.zone", *keys)
    anchor = folder / (keys[0] + ".ds")
    anchor.rename(folder / "anchor.ds")
    (folder / "knot.conf").write_text(KNOT.format(folder=folder))
    kept = folder / "kept"
    with program(folder, "knot", "knotd", "-c", folder / "knot.conf"):
        fetch = [build / "bin" / "tocsin-probe", "zone", "--server", "127.0.0.1", "--port", "5300",
                 "--anchor", folder / "anchor.ds", "--keep", kept]
        until(lambda: subprocess.run(fetch, capture_output=True).returncode == 0, 30)
    return kept.read_bytes()


def key(folder, *words):
    return call(folder, "ldns-keygen", "-a", "ECDSAP256SHA256", *words, "-r", "/dev/urandom",
                ".").strip()


def call(folder, *words):
    return subprocess.run(words, cwd=folder, check=True, capture_output=True, text=True).stdout


@contextmanager
def program(folder, name, *words):
    with open(folder / f"{name}.log", "w") as log:
        child = subprocess.Popen([str(word) for word in words], stdout=log, stderr=log)
    try:
        yield child
    finally:
        child.terminate()
        child.wait()


def until(holds, seconds):
    deadline = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > deadline:
            sys.exit("bench tlds: what was waited for does not come")
        time.sleep(0.1)


def next_minute():
    """A second after one begins, when the batch of the one before is closed."""
    time.sleep(61 - time.time() % 60)


def cpu_seconds(pid):
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def memory(pid, what):
    return int(re.search(what + r":\s+(\d+)", Path(f"/proc/{pid}/status").read_text())[1]) / 1024


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__.split("\n\n")[1])
    main(Path(sys.argv[1]).resolve(), Path(sys.argv[2]),
         int(sys.argv[3]) if len(sys.argv) > 3 else MINUTES)
