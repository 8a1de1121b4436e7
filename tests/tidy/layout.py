#!/usr/bin/env python3
"""Is every C++ source as clang-format leaves it? `./dev fmt` makes it so."""

import subprocess
import sys

import tidy
import tree

TOOL = ["clang-format-19", "--dry-run", "-Werror"]


def is_formatted(paths):
    return subprocess.run(TOOL + paths, cwd=tidy.ROOT, check=False).returncode == 0


def main():
    paths = [file.path for file in tree.on_disk(tidy.ROOT).cxx]
    return 0 if is_formatted(paths) else 1


if __name__ == "__main__":
    sys.exit(main())
