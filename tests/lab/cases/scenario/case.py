"""A scenario makes its faults at their times, records what was true when, and undoes what is in
force when it is stopped."""

import json
import os
import signal
import subprocess
from datetime import datetime

from lab import PROGRAM, equal, eventually, lab

SCENARIO = """
steps:
  - {at: 0s, for: 1s, fault: blackhole letter=a}
  - {at: 500ms, for: 1s, fault: v6-outage}
  - {at: 2s, for: 1h, fault: crash letter=b}
"""

with lab("small") as net:
    file, truth = net.folder + ".yaml", net.folder + ".truth"
    with open(file, "w") as out:
        out.write(SCENARIO)
    command = [PROGRAM, "run", "--state", net.folder, "--truth", truth, file]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)

    eventually(lambda: "crash letter=b" in net.status()["faults"], "the last fault is in force")
    equal(net.services()["b1.site.lab"]["running"], False, "the crashed server")
    run.send_signal(signal.SIGINT)
    equal(run.wait(timeout=20), 1, "exit status of a scenario that was stopped")
    equal(net.status()["faults"], [], "faults in force afterwards")
    equal(net.services()["b1.site.lab"]["running"], True, "the crashed server afterwards")

    with open(truth) as lines:
        steps = [json.loads(line) for line in lines]
    equal([step["fault"] for step in steps],
          ["blackhole letter=a", "v6-outage", "crash letter=b"], "recorded faults")
    for step in steps[:2]:
        took = (step["end_monotonic_ns"] - step["start_monotonic_ns"]) / 1e9
        assert 0.2 < took < 2, f"{step['fault']} was in force for {took} s, not about 1 s"
        assert datetime.fromisoformat(step["start"][:19]) <= datetime.fromisoformat(
            step["end"][:19]), step

    with open(file, "w") as out:
        out.write("steps:\n  - {at: 0s, fault: v6-outage}\n")
    wrong = net.run("run", "--truth", os.devnull, file)
    equal(wrong.returncode, 3, "a scenario without an end")
    assert f"{file}:2:5" in wrong.stderr, wrong.stderr
