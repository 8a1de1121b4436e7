"""The files that the rules look at: a folder on disk, or texts that a test made up."""

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tokens import tokenize

SOURCE_ROOTS = ("core", "probes", "daemon", "national", "audit", "config", "tests")
SKIPPED_FOLDERS = {"build", "__pycache__", "corpus"}


@dataclass(frozen=True)
class Finding:
    path: str
    line: int
    rule: str
    why: str

    def __str__(self):
        return f"{self.path}:{self.line}: {self.rule}: {self.why}"


@dataclass
class File:
    path: str  # from the root, with slashes
    text: str

    @property
    def folder(self):
        return os.path.dirname(self.path)

    @property
    def lines(self):
        return self.text.splitlines()

    @property
    def is_header(self):
        return self.path.endswith(".h")

    @property
    def is_cxx(self):
        return self.path.endswith((".h", ".cc")) and self.path.split("/")[0] in SOURCE_ROOTS

    @property
    def is_product(self):
        return self.is_cxx and not self.path.startswith("tests/")

    @cached_property
    def tokens(self):
        return tokenize(self.text)


class Tree:
    def __init__(self, files):
        self.files = sorted(files, key=lambda file: file.path)

    @property
    def cxx(self):
        return [file for file in self.files if file.is_cxx]

    def find(self, path):
        return next((file for file in self.files if file.path == path), None)


def made_up(texts):
    """A tree for a test: path to text."""
    return Tree([File(path, text) for path, text in texts.items()])


def on_disk(root):
    """Whatever is below the root and is text; .git, build and fuzz corpora are none of ours."""
    files = []
    for folder, names, file_names in os.walk(root):
        names[:] = [n for n in names if n not in SKIPPED_FOLDERS and n != ".git"]
        for name in file_names:
            if name == ".git":  # of a second working tree
                continue
            path = Path(folder, name)
            try:
                text = path.read_text(encoding="utf-8")
            except (UnicodeDecodeError, FileNotFoundError):
                continue
            files.append(File(path.relative_to(root).as_posix(), text))
    return Tree(files)
