"""An ordinary user gets the same cage through a user namespace, and is root only inside."""

import os

from lab import equal, lab

NOBODY = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]

with lab("cage", prefix=NOBODY if os.geteuid() == 0 else []) as net:
    answer = net.ask("probe", net.letters()["a"]["ipv4"])
    equal((answer.outcome, answer.rcode, answer.nsid), ("answered", "noerror", "a1.lab"), "answer")
    equal(net.execute("probe", "id", "-u").stdout, "0\n", "user inside")
    equal(net.execute("probe", "sh", "-c", "exit 7").returncode, 7, "exit status")
    assert os.stat(net.folder).st_uid != 0, "the state folder belongs to the user"
