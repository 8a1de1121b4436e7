#!/usr/bin/env python3
"""Reads the whole tree and says where it breaks a rule of the house: file:line: rule: why."""

import importlib
import pkgutil
import sys
from pathlib import Path

import rules
import tree

ROOT = Path(__file__).resolve().parents[2]


def all_rules():
    names = sorted(module.name for module in pkgutil.iter_modules(rules.__path__))
    return [importlib.import_module(f"rules.{n}") for n in names if not n.endswith("_test")]


def main():
    the_tree = tree.on_disk(ROOT)
    findings = [finding for rule in all_rules() for finding in rule.check(the_tree)]
    for finding in sorted(findings, key=lambda f: (f.path, f.line)):
        print(finding)
    print(f"{len(the_tree.files)} files, {len(findings)} findings")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
