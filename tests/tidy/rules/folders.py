"""The root keeps its few folders, ARCHITECTURE.md says why each folder of core/ is there, and a
README inside a folder says in 40 lines what the name does not."""

import os

from tree import Finding

RULE = "folder"
README_LINES_MAX = 40
ARCHITECTURE = "docs/ARCHITECTURE.md"
ROOT = {
    ".ci", "audit", "cmake", "config", "core", "daemon", "dashboards", "docs", "national",
    "packaging", "probes", "tests",
}


def check(tree):
    architecture = tree.find(ARCHITECTURE)
    seen = set()
    for file in tree.files:
        top, _, rest = file.path.partition("/")
        if rest and top not in ROOT:
            yield Finding(file.path, 1, RULE, f"{top}/ is no folder of the root")
        if os.path.basename(file.path) == "README.md" and rest:
            yield from long_readme(file)
        if top == "core" and file.folder not in seen:
            seen.add(file.folder)
            if architecture and f"| `{rest.split('/')[0]}` |" not in architecture.text:
                yield Finding(file.path, 1, RULE, f"{ARCHITECTURE} does not say why it is there")


def long_readme(file):
    if len(file.lines) > README_LINES_MAX:
        why = f"README of {len(file.lines)} lines, at most {README_LINES_MAX}"
        yield Finding(file.path, len(file.lines), RULE, why)
