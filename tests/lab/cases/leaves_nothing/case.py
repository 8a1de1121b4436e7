"""However a lab ends, no process, mount or file of it remains; two labs live side by side."""

import os
import signal
import subprocess

from lab import equal, eventually, lab


def mounts():
    with open("/proc/self/mounts") as file:
        return file.read()


before = mounts()
with lab("cage") as first, lab("cage") as second:
    equal(mounts(), before, "mounts outside while labs run")
    first.do("start", "sleeper", "probe", "--", "sleep", "1000")
    assert first.services()["sleeper"]["running"], "a service runs"

    running = subprocess.Popen(first.line("exec", "probe", "--", "sh", "-c", "echo on; sleep 1000"),
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    equal(running.stdout.readline(), "on\n", "a command runs")

    first.do("down")
    equal((running.wait(), running.stderr.read()), (137, ""), "what became of the command")
    equal(first.processes(), [], "processes of a lab that was ended")
    assert not os.path.exists(first.folder), "the folder of a lab that was ended"

    letter = second.letters()["a"]["ipv4"]
    equal(second.ask("probe", letter).rcode, "noerror", "the other lab")
    name_of = lambda pid: open(f"/proc/{pid}/comm").read().strip()
    agents = [pid for pid in second.processes() if name_of(pid) == "lab-agent"]
    equal(len(agents), 1, "agents")
    os.kill(int(agents[0]), signal.SIGKILL)
    eventually(lambda: not second.processes(), "a killed agent takes its lab with it")
    again = second.run("up", "--profile", "cage", "--owner", str(os.getpid()))
    equal((again.returncode, again.stderr), (0, ""), "a lab where a killed one was")
equal(mounts(), before, "mounts afterwards")
