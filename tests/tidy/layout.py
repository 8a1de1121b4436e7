#!/usr/bin/env python3
"""Is every source as clang-format and gofmt leave it? `./dev fmt` makes it so."""

import subprocess
import sys

import tidy
import tree

CXX = ["clang-format-19", "--dry-run", "-Werror"]
GO = ["gofmt", "-s", "-d"]  # prints what it would change


def is_formatted(paths):
    return subprocess.run(CXX + paths, cwd=tidy.ROOT, check=False).returncode == 0


def is_go_formatted(paths):
    if not paths:  # gofmt would read its input instead
        return True
    done = subprocess.run(
        GO + paths, cwd=tidy.ROOT, check=False, text=True, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE)
    print(done.stdout, end="")
    return done.returncode == 0 and not done.stdout


def main():
    sources = tree.on_disk(tidy.ROOT)
    formatted = [
        is_formatted([file.path for file in sources.cxx]),
        is_go_formatted([file.path for file in sources.files if file.path.endswith(".go")]),
    ]
    return 0 if all(formatted) else 1


if __name__ == "__main__":
    sys.exit(main())
