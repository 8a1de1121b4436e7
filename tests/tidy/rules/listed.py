"""Each source, header and Go file is named in a CMakeLists.txt of its folder or one above: what is
not listed is neither built, nor tested, nor checked to compile alone."""

import os
import re

from tree import Finding

RULE = "not-built"


def check(tree):
    lists = {f.folder: f.text for f in tree.files if f.path.endswith("CMakeLists.txt")}
    lists["cmake"] = "\n".join(f.text for f in tree.files if f.path.endswith(".cmake"))
    for file in [*tree.cxx, *(f for f in tree.files if f.path.endswith(".go"))]:
        if not is_of_one_test(file) and not is_listed(file, lists):
            yield Finding(file.path, 1, RULE, "in no CMakeLists.txt")


def is_of_one_test(file):
    """A header beside unit tests is compiled by them, and by nobody else."""
    return file.is_header and file.path.startswith("tests/unit/")


def is_listed(file, lists):
    folder, name = os.path.split(file.path)
    while folder:
        if re.search(rf"(^|[\s/(]){re.escape(name)}($|[\s)])", lists.get(folder, "")):
            return True
        name = os.path.basename(folder) + "/" + name
        folder = os.path.dirname(folder)
    return f"/{file.path})" in lists["cmake"]
