"""A relative link in a document leads to something that is there."""

import os
import re

from tree import Finding

RULE = "dead-link"
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")


def check(tree):
    there = {file.path for file in tree.files}
    there |= {parent for file in tree.files for parent in parents(file.path)}
    for file in tree.files:
        if not file.path.endswith(".md"):
            continue
        for number, line in enumerate(file.lines, 1):
            for target in LINK.findall(line):
                path = os.path.normpath(os.path.join(file.folder, target))
                if "://" not in target and path not in there:
                    yield Finding(file.path, number, RULE, f"{target} is not there")


def parents(path):
    while "/" in path:
        path = os.path.dirname(path)
        yield path
