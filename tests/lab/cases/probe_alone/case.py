"""A probe without a collector: `once` sees every letter; `run` fills its spool, loses nothing that
was closed to a kill, gives no number twice, closes its open batch when stopped, and stays small."""

import json
import os

from lab import equal, eventually, lab

PROBE = os.path.join(os.environ["TOCSIN_BIN"], "tocsin-probe")
RESIDENT_KILOBYTES_MAX = 64 * 1024

with lab("small") as net:
    state = os.path.join(net.folder, "probe-state")
    config = os.path.join(net.folder, "probe.yaml")
    pid_file = os.path.join(net.folder, "probe.pid")

    done = net.execute("probe", PROBE, "once", "--output", "json")
    equal(done.returncode, 0, f"once: {done.stderr}")
    measurements = json.loads(done.stdout)["measurements"]
    equal({m["outcome"] for m in measurements}, {"answered"}, "outcomes of once")
    equal(len({m["instance"] for m in measurements}), 13, "instances that once saw")

    def check():
        return net.execute("probe", PROBE, "run", "--config", config, "--check-config")

    with open(config, "w") as file:
        file.write(f"state_dirr: {state}\n")
    equal(check().returncode, 1, "a wrong configuration")
    with open(config, "w") as file:
        file.write(f"state_dir: {state}\n")
    equal(check().returncode, 0, "a right configuration")

    def start(name):
        run = f"echo $$ > {pid_file}; exec {PROBE} run --config {config}"
        net.do("start", name, "probe", "--", "sh", "-c", run)

    def pid():
        with open(pid_file) as file:
            return file.read().strip()

    def batches():
        folder = os.path.join(state, "spool", "batches")
        return sorted(os.listdir(folder)) if os.path.isdir(folder) else []

    start("first")
    eventually(lambda: len(batches()) >= 2, "two batches of the first start", 40)
    net.execute("probe", "kill", "-KILL", pid())
    eventually(lambda: not net.services()["first"]["running"], "the kill")
    kept = batches()
    start("second")
    eventually(lambda: len(batches()) > len(kept), "a batch of the second start", 40)
    equal(batches()[: len(kept)], kept, "batches from before the kill")
    status = net.execute("probe", "grep", "VmRSS", f"/proc/{pid()}/status").stdout
    assert int(status.split()[1]) < RESIDENT_KILOBYTES_MAX, f"resident memory: {status}"

    before = batches()
    net.execute("probe", "kill", "-TERM", pid())
    eventually(lambda: not net.services()["second"]["running"], "the stop")
    assert len(batches()) > len(before), "the open batch was not closed"
    names = [int(name.split("-")[0]) for name in batches()]
    equal(names, list(range(len(names))), "numbers of the batches")
