"""A letter dies for a minute. The evidence of it, out of the collector's state, convinces a reader
who has nothing but keys of his own: three countries lost the letter and two may be left out. The
same file convinces nobody of what it does not show, and nobody who believes other keys. Ten probes
that the collector invents in a fourth country are in the log and in the bundle, and count for
nobody who has that country's own key. A time-stamping authority in a country that measures nothing
dates it, for whoever knows that authority."""

import base64
import json
import os
import subprocess
import time
import zipfile

import time_authority
from cast import HERE, Cast, Probe
from lab import equal, eventually, lab

COUNTRIES = ("no", "se", "br")
INVENTED = [Probe("ke", number) for number in range(1, 11)]
AUTHORITY = {"host": "jp", "address": "10.10.5.10", "port": 8318}  # profile_full.cc


class Dated(Cast):
    """The collector has its checkpoints stamped every minute, by an authority in Japan."""

    def start_authority(self):
        folder = self.path("authority")
        self.root = time_authority.make(folder, "lab-tsa")
        self.net.do("start", "authority", AUTHORITY["host"], "--", "/usr/bin/python3",
                    os.path.join(HERE, "time_authority.py"), folder, AUTHORITY["address"],
                    str(AUTHORITY["port"]))

    def collector_config(self):
        authority = {"name": "lab-tsa", "certificates": self.root, "path": "/tsr",
                     "address": AUTHORITY["address"], "port": AUTHORITY["port"]}
        stamping = {"every": "1m", "authorities": [authority]}
        return [*super().collector_config(), "time_stamping: " + json.dumps(stamping)]


def authority_line(pem):
    """As a reader's policy has it."""
    der = subprocess.run(["openssl", "x509", "-in", pem, "-outform", "DER"],
                         capture_output=True, check=True).stdout
    return f"authority lab-tsa {base64.b64encode(der).decode()}"


def minute():
    return int(time.time()) // 60


with lab("full") as net:
    cast = Dated(net, os.path.dirname(net.folder), countries=COUNTRIES, witnesses=COUNTRIES)
    cast.start_time_servers()
    cast.start_authority()
    cast.enter()
    # The collector makes up a country's key, vouches with it, and measures for that country.
    cast.make_country(INVENTED[0].country)
    cast.reload_collector()
    for probe in INVENTED:
        cast.enrol(probe)
        cast.start(probe)

    def cosigned():
        path = cast.path("collector", "log", "cosigned")
        if not os.path.exists(path):
            return 0
        with open(path) as file:
            return int(file.read().splitlines()[1])

    def heard(probe):
        return cast.metrics().get(f'tocsin_probe_up{{probe="{probe.name}"}}') == 1

    everyone = [*cast.probes(), *INVENTED]
    eventually(lambda: all(heard(probe) for probe in everyone), "every probe reports", 60)
    eventually(lambda: cosigned() > 0, "the witnesses cosign", 60)
    # A whole minute has to begin after the letter died, and end before it is back.
    net.do("fault", "dead-letter", "letter=k")
    dead = minute() + 1
    eventually(lambda: minute() > dead, "the minute has gone by", 130)
    net.do("clear", "all")

    out = cast.path("evidence.zip")
    # What the collector would like its readers to believe, and what those who know KE's key do.
    collectors = cast.reader_policy("require countries 4", name="collectors-policy")
    cast.make_country(INVENTED[0].country, desk="real")
    wishes = ("require countries 3", "require without 2", "require authorities 1")
    policy = cast.reader_policy(*wishes, authority_line(cast.root))

    def verified():
        if os.path.exists(out):
            os.remove(out)
        made = cast.bundle("root/k", dead, dead, out)
        assert made.returncode == 0, made.stdout + made.stderr
        return cast.verify(out, policy)

    # Batches of the minute come in within seconds, and witnesses see them a moment later. It is a
    # minute at the most until that is recorded, and another one until it is stamped.
    deadline = time.monotonic() + 180
    found = verified()
    while found.returncode != 0 and time.monotonic() < deadline:
        size = cast.published()
        eventually(lambda: cast.published() > size, "the log grows", 60)
        found = verified()
    print(found.stdout)
    equal(found.returncode, 0, "what the bundle of the dead letter is worth")
    for path in ("ipv4_udp", "ipv6_udp"):
        said = found.stdout.split(f"{path}: ")[1]
        assert said.lstrip().startswith("OUTAGE"), said
    assert "3 of 3 countries had lost it; it stands without any 2" in found.stdout, found.stdout
    assert "3 of 3 witnesses: no, se, br" in found.stdout, found.stdout
    assert "stamped by lab-tsa, all of it there at the latest at " in found.stdout, found.stdout

    # An authority of the same name and with another root has stamped nothing.
    other_root = time_authority.make(cast.path("other-authority"), "lab-tsa")
    strange = cast.reader_policy(*wishes, authority_line(other_root), name="other-authority-policy")
    found = cast.verify(out, strange)
    equal(found.returncode, 1, f"the root of another authority: {found.stdout}")
    assert "is by no authority of your policy" in found.stdout, found.stdout

    # Ten invented probes say that they had lost it too; only whoever believes the key of the
    # collector's own making hears them.
    found = cast.verify(out, collectors)
    equal(found.returncode, 0, f"the key that the collector made up: {found.stdout}")
    assert "4 of 4 countries had lost it" in found.stdout, found.stdout
    strict = cast.reader_policy("require countries 4", name="strict-policy")
    found = cast.verify(out, strict)
    equal(found.returncode, 1, "countries in which somebody real has measured")
    assert "4 of 4 countries" not in found.stdout, found.stdout

    # Nobody else's letter, and no more than it shows.
    other = cast.path("other.zip")
    made = cast.bundle("root/a", dead, dead, other)
    equal(made.returncode, 0, f"a bundle of a letter that was up: {made.stderr}")
    found = cast.verify(other, policy)
    equal(found.returncode, 1, "no outage of a letter that was up")
    assert "STANDS           NO   0 of 0 outages" in found.stdout, found.stdout

    # A reader with another key for Norway hears two countries.
    with open(policy) as file:
        lines = file.read().replace(cast.keys["no"], cast.public_key(cast.probes()[0]))
    strange = cast.write("strange-policy", lines.splitlines())
    found = cast.verify(out, strange)
    equal(found.returncode, 1, "a key that is not Norway's")
    assert "left out: KE, NO; you ask for 3" in found.stdout, found.stdout

    # The page for people says who has dated it: by the collector's list, and by the reader's.
    with zipfile.ZipFile(out) as archive:
        page = archive.read("report.html").decode()
    assert "<td><bdi>lab-tsa</bdi></td>" in page, "the page in the bundle names the authority"
    mine = cast.path("mine.html")
    made = cast.report(out, policy, mine)
    equal(made.returncode, 0, f"a page by the reader's list: {made.stdout}{made.stderr}")
    with open(mine) as file:
        assert "<td><bdi>lab-tsa</bdi></td>" in file.read(), "so does the reader's own"

    # With bash and openssl alone, as far as that reaches.
    folder = cast.path("unpacked")
    with zipfile.ZipFile(out) as archive:
        archive.extractall(folder)
    keys = [cast.log, *cast.witnesses.values()]

    def checked(authorities):
        return subprocess.run(["bash", os.path.join(folder, "verify.sh"), "--authorities",
                               authorities, *keys],
                              cwd=folder, capture_output=True, text=True, timeout=120)

    said = checked(cast.root)
    equal(said.returncode, 0, f"verify.sh says: {said.stdout}{said.stderr}")
    assert "an authority of yours has signed that stamped was there at" in said.stdout, said.stdout
    said = checked(other_root)
    equal(said.returncode, 1, f"verify.sh and another root: {said.stdout}{said.stderr}")
    assert "time-stamps is by an authority of yours" in said.stdout, said.stdout
