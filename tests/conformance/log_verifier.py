"""A collector's public log and the log's part of bundles, read by Go's own transparency log.

log_verifier/ is a program on golang.org/x/mod/sumdb, as Debian packages it, with no code of ours.
It has to find that logs of several sizes hold, grown one from the other, and proofs and bundles out
of them; and that nothing does where a bit is another, a file or a line is missing, or the history
is another one.
"""

import argparse
import pathlib
import shutil
import subprocess
import tempfile
import zipfile

import signed_note

SIZES = [0, 1, 255, 256, 257, 600, 700]
LARGE = 70_000
EARLIER = [0, 17, 255]
FINDING = 1


class Stage:
    def __init__(self, programs, folder):
        self.programs, self.folder, self.checks = programs, folder, 0
        self.log = folder / "state/log"
        self.keys = self.write("keys").split()

    def run(self, *command):
        return subprocess.run(command, capture_output=True, text=True, timeout=120)

    def write(self, *arguments):
        done = self.run(self.programs.writer, *arguments)
        if done.returncode != 0:
            raise SystemExit(f"{arguments}: {done.stderr}")
        return done.stdout

    def holds(self, said, *arguments):
        self.checks += 1
        done = self.run(self.programs.verifier, *arguments)
        if done.returncode != 0 or said not in done.stdout:
            raise SystemExit(f"{arguments}: not {said!r}:\n{done.stdout}{done.stderr}")

    def fails(self, what, said, *arguments):
        self.checks += 1
        done = self.run(self.programs.verifier, *arguments)
        if done.returncode != FINDING or said not in done.stderr:
            found = f"{done.returncode}: {done.stdout}{done.stderr}"
            raise SystemExit(f"{what}: not found, or not as {said!r}:\n{arguments}\n{found}")

    def checkpoint(self, size):
        """As cosigned when the log had that size."""
        return self.folder / f"cosigned.{size}"

    def grow(self, size):
        self.write("grow", self.folder / "state", str(size), "body")
        shutil.copy(self.log / "cosigned", self.checkpoint(size))

    def cut(self, before, after):
        """The files of a bundle; `before` may be None."""
        out = self.folder / f"bundle.{before}.{after}"
        first = 0 if before is None else before // 256 * 256
        earlier = [str(index) for index in EARLIER if index < first]
        front = "-" if before is None else self.checkpoint(before)
        self.write("cut", self.folder / "state", front, self.checkpoint(after), out, *earlier)
        return out

    def prove(self, index):
        """An entry of the log, and our proof of it."""
        key = ("--key", self.keys[0])
        asked = (self.programs.audit, "log", "proof", self.log, "--index", str(index), *key)
        done = self.run(*asked)
        assert done.returncode == 0, done.stderr
        proof, entry = self.folder / "proof", self.folder / "entry"
        proof.write_text(done.stdout)
        entry.write_bytes(entry_of(self.log, index))
        return proof, entry


def entry_of(log, index):
    place = log / f"tile/entries/{index // 256:03}"
    if not place.exists():
        place = max(place.with_suffix(".p").iterdir(), key=lambda file: int(file.name))
    bundle = place.read_bytes()
    for _ in range(index % 256):
        bundle = bundle[2 + int.from_bytes(bundle[:2], "big"):]
    return bundle[2:2 + int.from_bytes(bundle[:2], "big")]


def is_text(path):
    return path.name in ("checkpoint", "cosigned", "before", "after", "consistency", "proof") or (
        path.suffix == ".tlog-proof")


def flips(path):
    """The file with one other bit: in the middle, or where it is text in the middle of a line."""
    data = path.read_bytes()
    places = [len(data) // 2]
    if is_text(path):
        ends = [at for at, byte in enumerate(data) if byte == 0x0A]
        places = [(start + 1 + end) // 2 for start, end in zip([-1, *ends], ends)]
    for place in places:
        yield data[:place] + bytes([data[place] ^ 1]) + data[place + 1:]


def damages(path):
    """What else a file may be, by what was done to it; nothing where it is gone."""
    data = path.read_bytes()
    for number, flipped in enumerate(flips(path)):
        yield f"bit {number} of {path} is another", flipped
    yield f"{path} is shorter", data[:-1]
    yield f"{path} is longer", data + b"x"
    if is_text(path) and data:
        lines = data.splitlines(keepends=True)
        yield f"{path} lacks its last line", b"".join(lines[:-1])


def finds_damage(stage, path, *arguments):
    data = path.read_bytes()
    for what, damaged in damages(path):
        path.write_bytes(damaged)
        stage.fails(what, "", *arguments)
    path.write_bytes(data)


def finds_damaged_files(stage, folder, files, *arguments):
    for path in files:
        finds_damage(stage, path, *arguments)
        gone = path.rename(stage.folder / "gone")
        stage.fails(f"{path} is gone", "", *arguments)
        gone.rename(path)
    more = folder / "tile/entries/009"
    shutil.copy(folder / "tile/entries/002.p/188", more)
    stage.fails("a file too many", "tile/entries/009", *arguments)
    more.unlink()
    stage.holds("", *arguments)


def files_of(folder):
    return sorted(path for path in folder.rglob("*") if path.is_file())


def log_holds(stage, size):
    older = [stage.checkpoint(each) for each in (*SIZES, LARGE) if each < size]
    stage.holds(f"a log of {size} entries", "log", stage.log, *stage.keys, "--", *older)
    for index in {0, size // 2, size - 1} if size else ():
        proof, entry = stage.prove(index)
        stage.holds(f"entry {index} of {size}", "proof", proof, entry, *stage.keys)


def broken_log_is_found(stage):
    older = ("--", stage.checkpoint(257), stage.checkpoint(600))
    asked = ("log", stage.log, *stage.keys, *older)
    assert (stage.log / "tile/0/002.p/88").exists(), "a tile of an older tree is another case"
    finds_damaged_files(stage, stage.log, files_of(stage.log), *asked)


def broken_large_log_is_found(stage):
    asked = ("log", stage.log, stage.keys[0])
    for name in ("tile/0/100", "tile/1/000", "tile/2/000.p/1", "tile/entries/100"):
        finds_damage(stage, stage.log / name, *asked)


def broken_proof_is_found(stage):
    proof, entry = stage.prove(300)
    asked = ("proof", proof, entry, *stage.keys)
    stage.holds("entry 300 of 700", *asked)
    finds_damage(stage, proof, *asked)
    finds_damage(stage, entry, *asked)
    for line in range(2, 5):
        lines = proof.read_bytes().splitlines(keepends=True)
        shorter = stage.folder / "shorter"
        shorter.write_bytes(b"".join(lines[:line] + lines[line + 1:]))
        stage.fails(f"no line {line}", "", "proof", shorter, entry, *stage.keys)
    entry.write_bytes(entry_of(stage.log, 301))
    stage.fails("of another entry", "transparency proof", *asked)


def other_keys_are_refused(stage):
    log, nordic, baltic = stage.keys
    stranger = signed_note.key_text("a.test/witness", signed_note.COSIGNATURE, bytes(32))
    keys = (log, nordic, stranger)
    stage.fails("a silent witness", "signed by 2 of 3 keys", "log", stage.log, *keys)
    for name in (log.split("+")[0], "other.test/log"):
        other = signed_note.key_text(name, signed_note.ED25519, bytes(32))
        stage.fails("another log key", "no verifiable signatures", "log", stage.log, other)
    lone = stage.folder / "lone"
    shutil.copytree(stage.log, lone)
    shutil.copy(lone / "checkpoint", lone / "cosigned")
    stage.fails("no witness", "signed by 1 of 3 keys", "log", lone, log, nordic, baltic)
    stage.holds("a log of 700 entries", "log", lone, log)


def another_history_is_found(stage):
    fork = stage.folder / "fork"
    stage.write("grow", fork, "600", "other")
    stage.holds("a log of 600 entries", "log", fork / "log", *stage.keys)
    other = fork / "log/cosigned"
    stage.fails("an older fork", "transparency proof", "log", stage.log, *stage.keys, "--", other)
    out = stage.cut(600, 700)
    shutil.copy(other, out / "before")
    stage.fails("of a fork", "consistency", "bundle", out, *stage.keys)
    shutil.rmtree(out)


def bundles_hold(stage):
    for before, after in [(None, 600), (1, 257), (255, 600), (256, 600), (257, 700), (600, 700),
                          (700, LARGE)]:
        first = 0 if before is None else before // 256 * 256
        earlier = sum(index < first for index in EARLIER)
        said = f"entries {first} to {after - 1}, and {earlier} from before"
        stage.holds(said, "bundle", stage.cut(before, after), *stage.keys)
    later = stage.folder / "later"
    shutil.copytree(stage.folder / "bundle.600.700", later)
    for name in ("before", "consistency"):
        (later / name).unlink()
    stage.holds("entries 512 to 699, and 3 from before", "bundle", later, *stage.keys)


def broken_bundle_is_found(stage):
    out = stage.cut(600, 700)
    asked = ("bundle", out, *stage.keys)
    names = [path.relative_to(out).as_posix() for path in files_of(out)]
    assert names == [
        "after", "before", "consistency", "entry/0", "entry/0.tlog-proof", "entry/17",
        "entry/17.tlog-proof", "entry/255", "entry/255.tlog-proof", "tile/1/000.p/2",
        "tile/entries/002.p/188"], names
    finds_damaged_files(stage, out, files_of(out), *asked)
    shutil.copy(out / "entry/17", out / "entry/0")
    stage.fails("another entry", "transparency proof", *asked)


def whole_bundle_holds(stage):
    """One that is packed with claim, objects and all else that a bundle has."""
    out = stage.folder / "whole"
    out.mkdir()
    done = stage.run(stage.programs.bundle_writer, out)
    assert done.returncode == 0, done.stderr
    with zipfile.ZipFile(out / "bundle.zip") as packed:
        packed.extractall(out / "files")
    keys = (out / "keys").read_text().split()
    stage.holds("from before; cosigned by nic.no/w at", "bundle", out / "files", *keys)


def main():
    parser = argparse.ArgumentParser()
    for name in ("verifier", "writer", "bundle-writer", "audit"):
        parser.add_argument(f"--{name}", required=True)
    with tempfile.TemporaryDirectory() as folder:
        stage = Stage(parser.parse_args(), pathlib.Path(folder))
        for size in SIZES:
            stage.grow(size)
            log_holds(stage, size)
        broken_log_is_found(stage)
        broken_proof_is_found(stage)
        other_keys_are_refused(stage)
        another_history_is_found(stage)
        stage.grow(LARGE)
        log_holds(stage, LARGE)
        broken_large_log_is_found(stage)
        bundles_hold(stage)
        broken_bundle_is_found(stage)
        whole_bundle_holds(stage)
        print(f"Go's log read ours {stage.checks} times, and what was broken it found")


if __name__ == "__main__":
    main()
