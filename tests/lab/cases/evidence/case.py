"""A letter dies for a minute. The evidence of it, out of the collector's state, convinces a reader
who has nothing but keys of his own: three countries lost the letter and two may be left out. The
same file convinces nobody of what it does not show, and nobody who believes other keys. Ten probes
that the collector invents in a fourth country are in the log and in the bundle, and count for
nobody who has that country's own key."""

import os
import subprocess
import time
import zipfile

from cast import Cast, Probe
from lab import equal, eventually, lab

COUNTRIES = ("no", "se", "br")
INVENTED = [Probe("ke", number) for number in range(1, 11)]


def minute():
    return int(time.time()) // 60


with lab("full") as net:
    cast = Cast(net, os.path.dirname(net.folder), countries=COUNTRIES, witnesses=COUNTRIES)
    cast.start_time_servers()
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
    policy = cast.reader_policy("require countries 3", "require without 2")

    def verified():
        if os.path.exists(out):
            os.remove(out)
        made = cast.bundle("root/k", dead, dead, out)
        assert made.returncode == 0, made.stdout + made.stderr
        return cast.verify(out, policy)

    # Batches of the minute come in within seconds, and witnesses see them a moment later.
    deadline = time.monotonic() + 60
    found = verified()
    while found.returncode != 0 and time.monotonic() < deadline:
        found = verified()
    print(found.stdout)
    equal(found.returncode, 0, "what the bundle of the dead letter is worth")
    for path in ("ipv4_udp", "ipv6_udp"):
        said = found.stdout.split(f"{path}: ")[1]
        assert said.lstrip().startswith("OUTAGE"), said
    assert "3 of 3 countries had lost it; it stands without any 2" in found.stdout, found.stdout
    assert "3 of 3 witnesses: no, se, br" in found.stdout, found.stdout

    # Ten invented probes say that they had lost it too; only whoever believes the key of the
    # collector's own making hears them.
    found = cast.verify(out, collectors)
    equal(found.returncode, 0, f"the key that the collector made up: {found.stdout}")
    assert "4 of 4 countries had lost it" in found.stdout, found.stdout
    strict = cast.reader_policy("require countries 4", name="strict-policy")
    found = cast.verify(out, strict)
    equal(found.returncode, 1, "countries in which somebody real has measured")
    assert "4 of 4" not in found.stdout, found.stdout

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

    # With bash and openssl alone, as far as that reaches.
    folder = cast.path("unpacked")
    with zipfile.ZipFile(out) as archive:
        archive.extractall(folder)
    keys = [cast.log, *cast.witnesses.values()]
    checked = subprocess.run(["bash", os.path.join(folder, "verify.sh"), *keys], cwd=folder,
                             capture_output=True, text=True, timeout=120)
    equal(checked.returncode, 0, f"verify.sh says: {checked.stdout}{checked.stderr}")
