"""tests/tidy/layers.txt as a value."""

import fnmatch
from dataclasses import dataclass, field

PATH = "tests/tidy/layers.txt"


@dataclass
class Table:
    edges: dict = field(default_factory=dict)  # folder to patterns of folders
    pure: set = field(default_factory=set)
    foreign: dict = field(default_factory=dict)  # header prefix to folders, in the order written

    def folder_of(self, path):
        """The longest folder of the table that holds this file, or nothing."""
        parts = path.split("/")[:-1]
        while parts and "/".join(parts) not in self.edges:
            parts.pop()
        return "/".join(parts) or None

    def allows(self, source, target):
        if source == target:
            return True
        return any(fnmatch.fnmatchcase(target, pattern) for pattern in self.edges[source])


def read(text):
    table, section = Table(), None
    for line in text.replace("\n ", " ").splitlines():
        line = line.split("#")[0].strip()
        if not line:
            continue
        if line.startswith("["):
            section = line.strip("[]")
            continue
        name, _, rest = line.partition(":")
        if section == "pure":
            table.pure.add(name)
        else:
            getattr(table, section)[name] = rest.split()
    return table


def of(tree):
    file = tree.find(PATH)
    return read(file.text) if file else Table()
