"""C++ as tokens: no preprocessing, comments dropped, each literal and each directive one token."""

import re
from dataclasses import dataclass

PATTERN = re.compile(
    r"""
    (?P<comment>//(?:\\\n|[^\n])*|/\*.*?\*/)
  | (?P<directive>^[ \t]*\#(?:\\\n|/\*.*?\*/|[^\n])*)
  | (?P<raw>(?:u8|[uUL])?R"(?P<delimiter>[^()\\\s]{0,16})\(.*?\)(?P=delimiter)")
  | (?P<string>(?:u8|[uUL])?"(?:\\.|[^"\\\n])*")
  | (?P<char>(?:u8|[uUL])?'(?:\\.|[^'\\\n])+')
  | (?P<number>\.?[0-9](?:[eEpP][+-]|'?[0-9a-zA-Z_.])*)
  | (?P<word>[A-Za-z_]\w*)
  | (?P<mark>::|->|[^\s\w])
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)

CLOSING = {"(": ")", "[": "]", "{": "}"}


@dataclass(frozen=True)
class Token:
    kind: str
    text: str
    line: int


def tokenize(text):
    tokens = []
    line, counted_to = 1, 0
    for match in PATTERN.finditer(text):
        line += text.count("\n", counted_to, match.start())
        counted_to = match.start()
        if match.lastgroup != "comment":
            kind = "raw" if match.group("raw") else match.lastgroup
            tokens.append(Token(kind, match.group(), line))
    return tokens


def code(tokens):
    """Without directives, whose brackets need not match."""
    return [token for token in tokens if token.kind != "directive"]


def match_brackets(tokens):
    """Index of each bracket to the index of its partner; brackets in literals are no tokens."""
    partner, open_ones = {}, []
    for index, token in enumerate(tokens):
        if token.kind != "mark":
            continue
        if token.text in CLOSING:
            open_ones.append(index)
        elif token.text in CLOSING.values() and open_ones:
            if CLOSING[tokens[open_ones[-1]].text] == token.text:
                opening = open_ones.pop()
                partner[opening], partner[index] = index, opening
    return partner
