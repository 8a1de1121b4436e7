"""Three network namespaces in a row, which end with the process that made them: a client, the wire
that holds every frame, and a name server. Nothing outside of them is touched or reached."""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

CLIENT, SERVER = "10.0.0.0", "10.0.0.1"
ZONE = """. 86400 SOA a.root-servers.net. nstld.example. 2026010101 1800 900 604800 86400
. 518400 NS a.root-servers.net.
a.root-servers.net. 518400 A 10.0.0.1
"""
KNOT = """server:
    listen: 10.0.0.1@53
    rundir: {folder}
    udp-workers: 1
    tcp-workers: 1
    background-workers: 1
    nsid: accuracy.lab
database:
    storage: {folder}
zone:
  - domain: .
    file: {folder}/root.zone
    zonefile-sync: -1
    zonefile-load: whole
    journal-content: none
"""
# Not "a", "b" or "up": ip takes those for words of its own.
WIRE_ENDS = ("near", "far", "cost0", "cost1")
CABLES = """link add near netns wire type veth peer name port netns client
link add far netns wire type veth peer name port netns server
link add cost0 netns wire type veth peer name cost1 netns wire
"""


def enter_cage():
    """Starts this program anew in a namespace of its own, once."""
    if os.environ.get("TOCSIN_CAGE") == "yes":
        return
    os.environ["TOCSIN_CAGE"] = "yes"
    who = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
    os.execvp("unshare", ["unshare", *who, "--net", "--mount", "--pid", "--fork", "--kill-child",
                          "--mount-proc", sys.executable, "-B", *sys.argv])


def inside(host, *command):
    return ["ip", "netns", "exec", host, *map(str, command)]


def lay_cables():
    subprocess.run(["mount", "-t", "tmpfs", "tmpfs", "/run"], check=True)
    os.mkdir("/run/netns")
    for host in ("client", "wire", "server"):
        subprocess.run(["ip", "netns", "add", host], check=True)
    subprocess.run(["ip", "-batch", "-"], input=CABLES, text=True, check=True)
    for host, address in (("client", CLIENT), ("server", SERVER)):
        script = f"link set lo up\nlink set port up\naddr add {address}/31 dev port\n"
        subprocess.run(inside(host, "ip", "-batch", "-"), input=script, text=True, check=True)
        offload = Path(__file__).with_name("offload.py")
        subprocess.run(inside(host, sys.executable, offload, "port"), check=True)
    subprocess.run(inside("wire", "ip", "-batch", "-"), text=True, check=True,
                   input="".join(f"link set {end} up\n" for end in WIRE_ENDS))


@contextmanager
def wire(program, delay_us, passages):
    """Carries frames while the block runs; afterwards `passages` is written. Yields its priority
    and what a frame's way over a cable costs, in seconds."""
    command = inside("wire", program, "near", "far", delay_us, passages, "cost0", "cost1")
    child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        priority, nanoseconds = child.stdout.readline().split()
        yield priority, int(nanoseconds) / 1e9
    finally:
        child.stdin.close()
        assert child.wait(timeout=20) == 0, "the wire failed"


@contextmanager
def name_server(folder):
    (folder / "root.zone").write_text(ZONE)
    (folder / "knot.conf").write_text(KNOT.format(folder=folder))
    with (folder / "knot.log").open("w") as log:
        command = inside("server", "knotd", "-c", folder / "knot.conf")
        child = subprocess.Popen(command, stdout=log, stderr=log)
        try:
            yield
        finally:
            child.terminate()
            child.wait(timeout=20)


@contextmanager
def burners(count):
    """So many processes that do nothing but keep a core busy each."""
    children = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(count)]
    try:
        yield
    finally:
        for child in children:
            child.kill()
            child.wait()
