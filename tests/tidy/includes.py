"""The include lines of a file: ours in quotes, foreign ones in angle brackets."""

import re
from dataclasses import dataclass

LINE = re.compile(r'\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)')


@dataclass(frozen=True)
class Include:
    line: int
    path: str
    ours: bool


def of(file):
    for token in file.tokens:
        match = LINE.match(token.text) if token.kind == "directive" else None
        if match:
            yield Include(token.line, match[1] or match[2], bool(match[1]))
