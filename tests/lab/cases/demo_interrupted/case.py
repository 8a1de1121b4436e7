"""The demo ends by Ctrl-C, by a request to end and by a closed terminal alike: it says so and
nothing else, and leaves no process and no file behind."""

import os
import signal
import subprocess
import tempfile

from lab import PROGRAM, Lab, equal, eventually


def start(folder):
    return subprocess.Popen([PROGRAM, "demo"], env=os.environ | {"TMPDIR": folder}, text=True,
                            start_new_session=True, stdout=subprocess.PIPE,
                            stderr=subprocess.STDOUT)


def until(demo, words):
    for line in demo.stdout:
        if words in line:
            return
    raise AssertionError(f"the demo ended without saying {words}")


# A terminal tells all programs in it, whoever ends a program by hand only this one.
ENDINGS = [(signal.SIGINT, os.killpg), (signal.SIGTERM, os.kill), (signal.SIGHUP, os.killpg)]

for what, tell in ENDINGS:
    with tempfile.TemporaryDirectory(prefix="tocsin-lab-") as folder:
        demo = start(folder)
        until(demo, "ready after")
        tell(demo.pid, what)
        said = demo.communicate(timeout=60)[0].split()
        equal(said, "interrupted: ending the lab".split(), f"what is said after {what.name}")
        equal(demo.returncode, 130, f"exit status after {what.name}")
        eventually(lambda: not Lab(folder).processes(), "no process is left")
        equal(os.listdir(folder), [], f"what is left after {what.name}")
