"""Nothing is left for later inside the code, and no file knows the machine it was written on."""

import re

from tree import Finding

RULE = "leftover"
MARKER = re.compile(r"\b(TO" r"DO|FIX" r"ME|XX" r"X|HA" r"CK)\b")
MACHINE_PATH = re.compile(r"(?<![\w.$}])/(work|root|home|Users)/[\w.-]+")


def check(tree):
    for file in tree.files:
        for number, line in enumerate(file.lines, 1):
            marker = MARKER.search(line)
            if marker:
                yield Finding(file.path, number, RULE, f"{marker[0]}: do it, or write an issue")
            path = MACHINE_PATH.search(line)
            if path:
                yield Finding(file.path, number, RULE, f"{path[0]} is a path of one machine")
