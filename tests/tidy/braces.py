"""What a brace is: the body of something, or an initialiser. Judged by what stands before it."""

CONTROL = {"if", "for", "while", "switch", "catch"}
AFTER_PARAMETERS = {"const", "noexcept", "override", "final", "mutable", "&", "try", "constexpr"}
SCOPES = {"namespace", "struct", "class", "union", "enum", "extern"}
TYPE_MARKS = {"::", "<", ">", ",", "*", "&", "(", ")", "[", "]"}


class Braces:
    """Answers for the opening braces of one list of tokens."""

    def __init__(self, tokens, partner):
        self.tokens = tokens
        self.partner = partner

    def text(self, index):
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ";"

    def kind(self, opening):
        """One of: scope, function, lambda, control, block, initialiser."""
        before = opening - 1
        while self.text(before) in AFTER_PARAMETERS:
            before -= 1
        word = self.text(before)
        if word == "{" and before >= 0:
            return "initialiser" if self.kind(before) == "initialiser" else "block"
        if word in {";", "}", ":", "else", "do", "try"}:
            return "scope" if self.opens_scope(before) else "block"
        if word == ")" and before in self.partner:
            return self.after_parameters(self.partner[before])
        if word == "]" and before in self.partner:
            return "initialiser" if self.is_subscript(self.partner[before]) else "lambda"
        if self.tokens[before].kind == "string" and self.text(before - 1) == "extern":
            return "scope"
        return self.after_words(before)

    def after_parameters(self, parenthesis):
        """`(...) {`: a control statement's body, a lambda's or a function's."""
        before = parenthesis - 1
        if self.text(before) in CONTROL or self.text(before - 1) == "if":  # if constexpr (...)
            return "control"
        if self.text(before) == "noexcept":
            return "function"
        if self.text(before) == "]" and not self.is_subscript(self.partner.get(before, before)):
            return "lambda"
        return "function"

    def after_words(self, before):
        """`... T {`: a scope, a body after a trailing return type, the last member initialiser of a
        constructor, or an initialiser."""
        at = before
        while at >= 0 and (self.tokens[at].kind == "word" or self.text(at) in TYPE_MARKS):
            if self.text(at) in SCOPES:
                break
            if self.text(at) in {")", "]"} and at in self.partner:
                at = self.partner[at]
            elif self.text(at) in {"(", "["}:
                return "initialiser"
            at -= 1
        if self.text(at) in SCOPES or self.opens_scope(at):
            return "scope"
        if self.text(at) == "->":
            return self.kind_before_arrow(at)
        return "initialiser"

    def kind_before_arrow(self, arrow):
        before = arrow - 1
        while self.text(before) in AFTER_PARAMETERS:
            before -= 1
        if self.text(before) == ")" and before in self.partner:
            return self.after_parameters(self.partner[before])
        return "lambda" if self.text(before) == "]" else "initialiser"

    def opens_scope(self, colon):
        """`class A : public B {` and `enum class E : int {`."""
        if self.text(colon) != ":":
            return False
        for at in range(colon - 1, max(colon - 12, -1), -1):
            if self.text(at) in {"struct", "class", "enum"}:
                return True
            if self.text(at) in {";", "{", "}", ")", "?"}:
                return False
        return False

    def is_subscript(self, bracket):
        """`a[...]` and `f()[...]`, but not the introducer of a lambda."""
        before = bracket - 1
        if self.text(before) in {")", "]"}:
            return True
        is_name = before >= 0 and self.tokens[before].kind == "word"
        return is_name and self.text(before) not in {"return", "co_return", "co_await"}
