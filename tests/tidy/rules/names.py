"""A thing without a noun is not designed yet."""

import re

from tree import Finding

RULE = "name"
BANNED_FILES = {"util", "utils", "common", "misc", "helper", "helpers"}
BANNED_TYPES = re.compile(r"(\w+(Manager|Impl|Helper|Utils?)|Abstract\w+)$")
DECLARES = {"class", "struct", "enum", "union", "using", "namespace", "concept"}


def check(tree):
    for file in tree.files:
        for part in re.split(r"[/._]", file.path):
            if part.lower() in BANNED_FILES:
                yield Finding(file.path, 1, RULE, f"'{part}' names no thing")
    for file in tree.cxx:
        yield from types(file)


def types(file):
    for before, token in zip(file.tokens, file.tokens[1:]):
        if before.text in DECLARES and BANNED_TYPES.match(token.text):
            yield Finding(file.path, token.line, RULE, f"'{token.text}' names no thing")
        if before.text == "namespace" and token.text in BANNED_FILES:
            yield Finding(file.path, token.line, RULE, f"'{token.text}' names no thing")
