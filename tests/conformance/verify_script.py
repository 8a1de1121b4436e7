"""A bundle's verify.sh on bundles that are made here from the texts alone, and on broken copies.

The log, its proofs and signatures follow RFC 6962, C2SP's tlog-checkpoint, tlog-cosignature and
tlog-proof and docs/formats/bundle.md, with Python's cryptography and nothing of ours. The script
runs with bash and openssl as the only programs that it can find. Then a zip file of ours is read by
Python's zipfile and checked by the script.
"""

import argparse
import base64
import functools
import hashlib
import pathlib
import shutil
import subprocess
import tempfile
import zipfile

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

ORIGIN = "geneva.test/log"
WITNESSES = ["nordic.test/witness", "baltic.test/witness"]
LOG, WITNESS = 1, 4  # algorithms
EARLIER = [17, 200, 255]
NOON = 1_785_585_600


def sha256(data):
    return hashlib.sha256(data).digest()


def b64(data):
    return base64.b64encode(data).decode()


def entry(index):
    """The entries that are handed over alone are of awkward lengths and bytes."""
    awkward = {17: b"", 200: bytes(range(256)) * 255, 255: b"\0\n\r\n\0"}
    return awkward.get(index, b"entry %d" % index)


@functools.cache
def root_of(first, last):
    """MTH(D[first:last]), RFC 6962 section 2.1."""
    if last - first == 1:
        return sha256(b"\0" + entry(first))
    split = first + split_of(last - first)
    return sha256(b"\1" + root_of(first, split) + root_of(split, last))


def split_of(count):
    return 1 << (count - 1).bit_length() - 1


def inclusion(index, first, last):
    """PATH(m, D[n]), section 2.1.1."""
    if last - first == 1:
        return []
    split = first + split_of(last - first)
    if index < split:
        return inclusion(index, first, split) + [root_of(split, last)]
    return inclusion(index, split, last) + [root_of(first, split)]


def consistency(old, first, last, known=True):
    """SUBPROOF(m, D[n], b), section 2.1.2."""
    if old == last:
        return [] if known else [root_of(first, last)]
    split = first + split_of(last - first)
    if old <= split:
        return consistency(old, first, split, known) + [root_of(split, last)]
    return consistency(old, split, last, False) + [root_of(first, split)]


class Signer:
    def __init__(self, name, algorithm):
        self.name, self.algorithm = name, algorithm
        self.key = Ed25519PrivateKey.from_private_bytes(sha256(name.encode()))
        public = self.key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
        self.blob = bytes([algorithm]) + public
        self.id = sha256(name.encode() + b"\n" + self.blob)[:4]

    @property
    def vkey(self):
        return f"{self.name}+{self.id.hex()}+{b64(self.blob)}"

    def line(self, text, at=None):
        signature = self.key.sign(text.encode())
        if self.algorithm == WITNESS:
            message = f"cosignature/v1\ntime {at}\n{text}"
            signature = at.to_bytes(8, "big") + self.key.sign(message.encode())
        return f"\u2014 {self.name} {b64(self.id + signature)}\n"


LOG_KEY = Signer(ORIGIN, LOG)
WITNESS_KEYS = [Signer(name, WITNESS) for name in WITNESSES]
STRANGER = Signer("stranger.test/witness", WITNESS)


def tree(size):
    return f"{ORIGIN}\n{size}\n{b64(root_of(0, size))}\n"


def checkpoint(text, at, log=LOG_KEY, witnesses=(*WITNESS_KEYS, STRANGER)):
    return text + "\n" + log.line(text) + "".join(each.line(text, at) for each in witnesses)


def lines_of(hashes):
    return "".join(b64(each) + "\n" for each in hashes)


def proof(index, size, signed):
    head = f"c2sp.org/tlog-proof@v1\nindex {index}\n"
    return head + lines_of(inclusion(index, 0, size)) + "\n" + signed


def bundle(before, after):
    """Files by path; `before` may be 0."""
    last = checkpoint(tree(after), NOON + 3600)
    files = {"claim.json": "{}\n", "after": last, "policy.example": "quorum none\n",
             "object/" + "ab" * 32: "reply"}
    if before:
        files["before"] = checkpoint(tree(before), NOON)
        files["consistency"] = lines_of(consistency(before, 0, after))
        first = before // 256
        for index in (i for i in EARLIER if i < first * 256):
            files[f"entry/{index}"] = entry(index)
            files[f"entry/{index}.tlog-proof"] = proof(index, after, last)
        if first:
            hashes = b"".join(root_of(256 * i, 256 * i + 256) for i in range(first))
            files[f"tile/1/000.p/{first}"] = hashes
    else:
        first = 0
    for index in range(first, (after + 255) // 256):
        own = range(index * 256, min(after, index * 256 + 256))
        width = "" if len(own) == 256 else f".p/{len(own)}"
        files[f"tile/entries/{index:03}{width}"] = b"".join(
            len(entry(i)).to_bytes(2, "big") + entry(i) for i in own)
    return {path: data.encode() if isinstance(data, str) else data for path, data in files.items()}


def manifest(files):
    named = sorted(files.items(), key=lambda file: file[0].encode())
    return "".join(f"{sha256(data).hex()}  {path}\n" for path, data in named).encode()


class Runner:
    def __init__(self, script, folder):
        self.folder, self.runs = folder, 0
        self.script = script.read_bytes()
        self.programs = folder / "programs"
        self.programs.mkdir()
        for name in ("bash", "openssl"):
            (self.programs / name).symlink_to(shutil.which(name))

    def pretend(self, said, code):
        """Programs of which openssl says this of its version, and ends so whatever it is asked."""
        self.runs += 1
        programs = self.folder / f"programs.{self.runs}"
        programs.mkdir()
        (programs / "bash").symlink_to(shutil.which("bash"))
        (programs / "openssl").write_text(f"#!{shutil.which('bash')}\necho '{said}'\nexit {code}\n")
        (programs / "openssl").chmod(0o755)
        return programs

    def run(self, files, keys, named=None, change=lambda folder: None, programs=None):
        self.runs += 1
        folder = self.folder / str(self.runs)
        lines = manifest(files if named is None else named)
        for path, data in (files | {"MANIFEST": lines}).items():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(data)
        change(folder)
        done = subprocess.run(
            [self.programs / "bash", "verify.sh", *keys], cwd=folder, timeout=120,
            env={"PATH": str(programs or self.programs), "TMPDIR": str(self.folder)},
            capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr

    def expect(self, what, code, said, *arguments, **named):
        got, text = self.run(*arguments, **named)
        if got != code or said not in text:
            raise SystemExit(f"{what}: ended with {got}, not {code} and {said!r}:\n{text}")


KEYS = [LOG_KEY.vkey, *(each.vkey for each in WITNESS_KEYS)]


def takes_what_holds(runner, files):
    sizes = [(0, 300), (1, 2), (255, 300), (256, 300), (257, 300), (299, 300), (511, 513),
             (512, 1000), (600, 1024), (777, 778)]
    for before, after in sizes:
        good = bundle(before, after) | {"verify.sh": runner.script}
        runner.expect(f"{before} to {after}", 0, f"after: a tree of {after} entries", good, KEYS)
    runner.expect("times", 0, "before: cosigned by nordic.test/witness at 2026-08-01T12:00:00Z",
                  files, KEYS)
    runner.expect("earlier", 0, "ok: 3 entries from before", files, KEYS)
    runner.expect("no witness", 0, "any witness: you named none", files, KEYS[:1])


def asks_for_keys(runner, files):
    runner.expect("no key", 2, "policy.example", files, [])
    broken = KEYS[0].replace(LOG_KEY.id.hex(), "01234567")
    other = Signer("other.test/log", LOG).vkey
    runner.expect("no log's key", 2, "not a log's", files, [KEYS[1]])
    runner.expect("a key with another id", 2, "not a log's", files, [broken])
    runner.expect("no witness's key", 2, "not a witness's", files, [KEYS[0], KEYS[0]])
    runner.expect("another log", 1, "not of other.test/log", files, [other])
    absent = Signer("absent.test/witness", WITNESS).vkey
    runner.expect("a witness that was silent", 1, "whom you asked for", files, [*KEYS, absent])
    other_key = Signer(ORIGIN + "2", LOG)
    other_key.name, other_key.id = ORIGIN, sha256(ORIGIN.encode() + b"\n" + other_key.blob)[:4]
    runner.expect("another key of the log", 1, "not signed by", files, [other_key.vkey])


def knows_what_it_cannot_do(runner, files):
    cases = {("OpenSSL 1.1.1w", 0): "3.0 or later is needed", ("LibreSSL 4.0", 0): "is needed, not",
             ("OpenSSL 3.0.19", 0): "cannot check an Ed25519 signature",
             ("OpenSSL 3.0.19", 1): "openssl is needed"}
    for (version, code), said in cases.items():
        programs = runner.pretend(version, code)
        runner.expect(f"{version}, {code}", 2, said, files, KEYS, programs=programs)


def flipped(data, place):
    return data[:place] + bytes([data[place] ^ 1]) + data[place + 1:]


def finds_other_bytes(runner, files):
    for path, data in files.items():
        if path == "verify.sh":
            continue
        changed = files | {path: flipped(data, len(data) // 2) if data else b"x"}
        runner.expect(f"{path} changed", 1, "has another digest", changed, KEYS, files)
        less = {name: content for name, content in files.items() if name != path}
        runner.expect(f"{path} gone", 1, "not here", less, KEYS, files)
        runner.expect(f"{path} not named", 1, "not in MANIFEST", files, KEYS, less)
    runner.expect("a path of none", 1, "no path of a bundle", files | {"x": b""}, KEYS)
    link = lambda folder: ((folder / "after").rename(folder / "../linked"),
                           (folder / "after").symlink_to("../../linked"))
    runner.expect("a link", 1, "after is in MANIFEST but not here", files, KEYS, change=link)
    unsorted = lambda folder: (folder / "MANIFEST").write_bytes(
        b"".join(reversed(manifest(files).splitlines(keepends=True))))
    runner.expect("unsorted", 1, "order of the paths", files, KEYS, change=unsorted)
    gone = lambda folder: (folder / "MANIFEST").unlink()
    runner.expect("no MANIFEST", 2, "no MANIFEST", files, KEYS, change=gone)


def finds_other_signatures(runner, files):
    text = tree(300)
    last = NOON + 3600
    forged = checkpoint(text, last, log=Signer(ORIGIN, LOG)).replace("\n300\n", "\n301\n")
    early = [each.line(text, NOON - 1) for each in WITNESS_KEYS]
    good = checkpoint(text, last)
    lines = good.splitlines(keepends=True)
    blob = base64.b64decode(lines[5].split()[-1])
    later = f"\u2014 {WITNESSES[0]} {b64(blob[:11] + bytes([blob[11] ^ 1]) + blob[12:])}\n"
    cases = {
        "another size": (forged, "the signature of geneva.test/log does not hold"),
        "the log has not signed": ("".join(lines[:4] + lines[5:]), "not signed by geneva.test/log"),
        "a witness has not": ("".join(lines[:6] + lines[7:]), f"not signed by {WITNESSES[1]}"),
        "at another time": ("".join(lines[:5]) + later + lines[6],
                            f"of {WITNESSES[0]} does not hold"),
        "after before before": (text + "\n" + LOG_KEY.line(text) + "".join(early),
                                "signed before after after"),
        "another signature beside a good one": (good + later,
                                                f"of {WITNESSES[0]} does not hold"),
        "an extension line": ("".join(lines[:3]) + "more\n" + "".join(lines[3:]),
                              "no signed checkpoint"),
        "no end": (good[:-1], "after is no text"),
        "no text": (good + "\0", "after is no text"),
        "a line of another form": (good + "hello\n", "malformed signature"),
        "of an empty tree": (checkpoint(f"{ORIGIN}\n0\n{b64(sha256(b''))}\n", last), "empty tree"),
        "a size in another form": (checkpoint(text.replace("300", "0300"), last),
                                   "no signed checkpoint"),
        "a root in another form": (checkpoint(text.replace("=\n", "\n"), last), "no root"),
        "empty": ("", "after is no signed checkpoint"),
    }
    for what, (after, said) in cases.items():
        runner.expect(what, 1, said, files | {"after": after.encode()}, KEYS)
    without = {path: data for path, data in files.items() if path != "after"}
    runner.expect("no after", 1, "there is no after", without, KEYS)


def finds_other_consistency(runner, files):
    def lines(*hashes):
        return {"consistency": lines_of(hashes).encode()}

    path = consistency(270, 0, 300)
    fork = f"{ORIGIN}\n270\n{b64(sha256(b'another history'))}\n"
    later_fork = checkpoint(fork.replace("270", "300"), NOON + 3600)
    cases = {
        "shorter": (lines(*path[:-1]), "does not lead"),
        "longer": (lines(*path, path[0]), "consistency is too long"),
        "other hashes": (lines(*path[::-1]), "does not lead"),
        "no hash": ({"consistency": b"abc\n"}, "no hash"),
        "an empty line": ({"consistency": b"\n"}, "no hash"),
        "empty": ({"consistency": b""}, "consistency is empty"),
        "another history": ({"before": checkpoint(fork, NOON).encode()}, "does not lead"),
        "another later history": ({"after": later_fork.encode()}, "does not lead"),
        "before is as large": ({"before": files["after"]}, "before is not smaller"),
    }
    for what, (changed, said) in cases.items():
        runner.expect(what, 1, said, files | changed, KEYS)
    alone = {name: data for name, data in files.items() if name != "before"}
    runner.expect("no before", 1, "a consistency, but no before", alone, KEYS)
    alone = {name: data for name, data in files.items() if name != "consistency"}
    runner.expect("no consistency", 1, "there is no consistency", alone, KEYS)


def finds_other_inclusion(runner, files):
    end = files["after"].decode()
    good = proof(17, 300, end)
    hashes = inclusion(17, 0, 300)
    shorter = good.replace(lines_of(hashes[-1:]), "")
    longer = good.replace("\n\n", "\n" + lines_of(hashes[:1]) + "\n", 1)
    of_18 = proof(18, 300, end).replace("index 18", "index 17")
    beyond = proof(299, 300, end).replace("index 299", "index 300")
    of_299 = proof(17, 299, checkpoint(tree(299), NOON))
    elsewhere = "entry/17 is not at this index"
    cases = {
        "another entry": ({"entry/17": b"x"}, elsewhere),
        "of another index": ({"entry/18": entry(17), "entry/18.tlog-proof": good.encode()},
                             "entry/18.tlog-proof is of another index"),
        "said of another index": ({"entry/17.tlog-proof": of_18.encode()}, elsewhere),
        "for another tree": ({"entry/17.tlog-proof": of_299.encode()}, "for the tree of after"),
        "shorter path": ({"entry/17.tlog-proof": shorter.encode()}, elsewhere),
        "longer path": ({"entry/17.tlog-proof": longer.encode()}, elsewhere),
        "beyond the tree": ({"entry/300": b"", "entry/300.tlog-proof": beyond.encode()},
                            "entry/300 is not at this index"),
        "no proof of it": ({"entry/18": entry(18)}, "there is no entry/18.tlog-proof"),
        "a proof alone": ({"entry/18.tlog-proof": b"x"}, "of no entry"),
        "an empty proof": ({"entry/17.tlog-proof": b""}, "is no proof"),
        "of another version": ({"entry/17.tlog-proof": good.replace("@v1", "@v2").encode()},
                               "is no proof"),
    }
    for what, (changed, said) in cases.items():
        runner.expect(what, 1, said, files | changed, KEYS)


def finds_a_size_that_is_not_that_of_its_root(runner):
    lie = checkpoint(tree(256).replace("256", "300"), NOON)
    hashes = lines_of(inclusion(17, 0, 256))
    said = f"c2sp.org/tlog-proof@v1\nindex 17\n{hashes}\n{lie}"
    files = {"verify.sh": runner.script, "after": lie.encode()}
    entries = {"entry/17": entry(17), "entry/17.tlog-proof": said.encode()}
    runner.expect("of an entry", 1, "entry/17 is not at this index", files | entries, KEYS)
    trees = {"before": checkpoint(tree(256), NOON).encode(), "consistency": b""}
    runner.expect("of two trees", 1, "does not lead", files | trees, KEYS)


def takes_what_our_programs_pack(runner, writer):
    subprocess.run([writer, runner.folder], check=True, timeout=60)
    keys = (runner.folder / "keys").read_text().split()
    with zipfile.ZipFile(runner.folder / "bundle.zip") as packed:
        assert packed.testzip() is None
        for file in packed.infolist():
            assert file.compress_type == zipfile.ZIP_STORED and file.extra == b"", file
            assert file.date_time == (1980, 1, 1, 0, 0, 0), file
        files = {name: packed.read(name) for name in packed.namelist()}
    assert list(files) == sorted(files)
    assert files.pop("MANIFEST") == manifest(files)
    assert files["verify.sh"] == runner.script
    runner.expect("ours", 0, "cosigned by nic.ch/w at 2026-11-29T12:10:00Z", files, keys)
    changed = files | {"after": files["after"].replace(b"nic.ch/w", b"nic.li/w")}
    runner.expect("ours, changed", 1, "not signed by nic.ch/w", changed, keys)
    checks_time_stamps(runner, files, keys)


def checks_time_stamps(runner, files, keys):
    def by(authority):
        return ["--authorities", str(runner.folder / f"{authority}.pem"), *keys]

    token = next(path for path in files if path.startswith("token/"))
    stamp = "signed that stamped was there at 2026-11-29T12:20:00Z"
    runner.expect("stamped", 0, stamp, files, by("authority"))
    runner.expect("nobody is asked", 0, "you named no authority", files, keys)
    runner.expect("another authority", 1, "is by an authority of yours", files, by("other"))
    runner.expect("no such file", 2, "cannot be read", files, by("none"))
    stranger = files | {token: files[token][:-1] + bytes([files[token][-1] ^ 1])}
    runner.expect("not signed", 1, f"{token} does not count", stranger, by("authority"))
    runner.expect("rubbish", 1, "cannot be read", files | {token: b"x"}, by("authority"))
    runner.expect("a second token that is rubbish", 0, "token/999 does not count",
                  files | {"token/999": b"x"}, by("authority"))
    runner.expect("another note", 1, f"{token} does not count",
                  files | {"stamped": files["stamped"] + files["stamped"].splitlines(True)[-1]},
                  by("authority"))
    cases = {
        "of nothing": ({"stamped", "stamped-consistency"}, {}, "there is no stamped"),
        "no proof": ({"stamped-consistency"}, {}, "there is no stamped-consistency"),
        "the end itself, with a proof": (set(), {"stamped": files["after"]}, "another tree"),
        "another tree": (set(), {"stamped-consistency": b""}, "stamped-consistency"),
        "smaller": (set(), {"stamped": files["before"]}, "smaller than after"),
    }
    for what, (gone, changed, said) in cases.items():
        left = {path: data for path, data in files.items() if path not in gone}
        runner.expect(what, 1, said, left | changed, by("authority"))
        runner.expect(what, 1, said, left | changed, keys)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--script", type=pathlib.Path, required=True)
    parser.add_argument("--writer", type=pathlib.Path, required=True)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        runner = Runner(arguments.script, pathlib.Path(folder))
        files = bundle(270, 300) | {"verify.sh": runner.script}
        takes_what_holds(runner, files)
        asks_for_keys(runner, files)
        knows_what_it_cannot_do(runner, files)
        finds_other_bytes(runner, files)
        finds_other_signatures(runner, files)
        finds_other_consistency(runner, files)
        finds_other_inclusion(runner, files)
        finds_a_size_that_is_not_that_of_its_root(runner)
        takes_what_our_programs_pack(runner, arguments.writer)
        print(f"verify.sh ran {runner.runs} times and found what there was to find")


if __name__ == "__main__":
    main()
