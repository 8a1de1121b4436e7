"""Where a user may make no namespaces, the lab says so in one line and ends with 77."""

import os
import tempfile

from lab import Lab, equal

# A user who is nobody in a user namespace of its own may not make another one.
NOBODY_AT_ALL = ["unshare", "--user"]

with tempfile.TemporaryDirectory(prefix="tocsin-lab-") as top:
    net = Lab(os.path.join(top, "lab"), NOBODY_AT_ALL)
    done = net.run("up", "--profile", "cage")
    equal(done.returncode, 77, f"exit status ({done.stderr.strip()})")
    equal(len(done.stderr.splitlines()), 1, "lines of complaint")
    assert "does not let an ordinary user make namespaces" in done.stderr, done.stderr
    equal(os.path.exists(net.folder), False, "a state folder is left")
