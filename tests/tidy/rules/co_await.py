"""No `{` in the full expression or initialiser that contains co_await: g++ 12 destroys such
temporaries twice or too early. The body of a control statement does not count, nor does a lambda's
body around the co_await: both are statements of their own."""

from braces import CONTROL, Braces
from tokens import CLOSING, code, match_brackets
from tree import Finding

RULE = "co-await-brace"
WHY = "name the argument or the lambda on a line before: g++ 12 miscompiles a brace beside co_await"


def check(tree):
    for file in tree.cxx:
        if "co_await" not in file.text:
            continue
        expressions = FullExpressions(code(file.tokens))
        for at, token in enumerate(expressions.tokens):
            if token.text == "co_await" and expressions.has_brace(at):
                yield Finding(file.path, token.line, RULE, WHY)


class FullExpressions:
    def __init__(self, tokens):
        self.tokens = tokens
        self.partner = match_brackets(tokens)
        self.braces = Braces(tokens, self.partner)

    def has_brace(self, at):
        start = self.start(at)
        return start is None or self.brace_from(start)

    def start(self, at):
        """Where the full expression starts; nothing when an initialiser's brace surrounds it."""
        while at > 0:
            text = self.tokens[at - 1].text
            if text == ";" or text in {"else", "do"} or self.opens_control(at - 1):
                return at
            if text == "{":
                return None if self.braces.kind(at - 1) == "initialiser" else at
            if text in {")", "}", "]"} and at - 1 in self.partner:
                opening = self.partner[at - 1]
                if self.opens_control(opening) or self.ends_statement(at - 1, opening):
                    return at
                at = opening
            else:
                at -= 1
        return at

    def brace_from(self, start):
        """Whether a brace stands before the expression's end."""
        at = start
        while at < len(self.tokens):
            text = self.tokens[at].text
            if text == "{":
                return True
            if text == ";" or text in CLOSING.values():
                return False
            if text in {"(", "["} and at in self.partner:
                if any(t.text == "{" for t in self.tokens[at : self.partner[at]]):
                    return True
                at = self.partner[at]
            at += 1
        return False

    def opens_control(self, at):
        if self.tokens[at].text != "(" or at == 0:
            return False
        before = self.tokens[at - 1].text
        return before in CONTROL or (before == "constexpr" and self.tokens[at - 2].text == "if")

    def ends_statement(self, closing, opening):
        return self.tokens[closing].text == "}" and self.braces.kind(opening) in {
            "scope", "function", "control", "block",
        }
