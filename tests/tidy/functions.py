"""Where the functions of a file are, from the first line of their signature to the last brace."""

import ast
from dataclasses import dataclass

from braces import Braces
from tokens import code, match_brackets


@dataclass(frozen=True)
class Function:
    first_line: int
    last_line: int

    @property
    def length(self):
        return self.last_line - self.first_line + 1


def of(file):
    if file.path.endswith(".py"):
        return python_functions(file)
    return go_functions(file) if file.path.endswith(".go") else cxx_functions(file)


def python_functions(file):
    for node in ast.walk(ast.parse(file.text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            yield Function(node.lineno, node.end_lineno)


def go_functions(file):
    """gofmt has put their first and last lines at the left edge, and nothing else of them."""
    first = None
    for number, line in enumerate(file.lines, 1):
        if line.startswith("func "):
            first = number
        if first and (line == "}" or first == number and line.endswith("}")):
            yield Function(first, number)
            first = None


def cxx_functions(file):
    """Outermost bodies only: what a function holds counts as its own."""
    tokens = code(file.tokens)
    partner = match_brackets(tokens)
    braces = Braces(tokens, partner)
    at = 0
    while at < len(tokens):
        kind = braces.kind(at) if tokens[at].text == "{" and at in partner else "scope"
        if kind not in {"scope", "initialiser"}:
            yield Function(tokens[start_of(tokens, at)].line, tokens[partner[at]].line)
        at = at + 1 if kind == "scope" else partner[at] + 1


def start_of(tokens, brace):
    """The token after the end of whatever came before the function."""
    at = brace
    while at > 0 and tokens[at - 1].text not in {";", "{", "}", ":"}:
        at -= 1
    return at
