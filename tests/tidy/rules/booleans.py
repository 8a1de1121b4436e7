"""No boolean parameters in headers: at the call `f(x, true)` says nothing, an enum does."""

from tokens import code, match_brackets
from tree import Finding

RULE = "boolean-parameter"

# check(holds, what) and require(holds) read as the sentences that they are, and boolean(value)
# writes that very value.
EXEMPT = {
    ("core/base/check.h", "check"),
    ("core/record/layout.h", "require"),
    ("core/cbor/encoder.h", "boolean"),
}


def check(tree):
    for file in tree.cxx:
        if file.is_header:
            for name, line in boolean_parameters(file):
                if (file.path, name) not in EXEMPT:
                    why = f"{name} takes a bool: name the two values"
                    yield Finding(file.path, line, RULE, why)


def boolean_parameters(file):
    tokens = code(file.tokens)
    partner = match_brackets(tokens)
    for at, token in enumerate(tokens):
        if token.text == "(" and at in partner and at > 0 and tokens[at - 1].kind == "word":
            if any(is_parameter(tokens, i) for i in range(at + 1, partner[at])):
                if not is_call(tokens, at - 1):
                    yield tokens[at - 1].text, token.line


def is_parameter(tokens, at):
    before = at - 1
    if tokens[before].text == "const":
        before -= 1
    starts = tokens[before].text in {"(", ","}
    return tokens[at].text == "bool" and starts and tokens[at + 1].text not in {">", "&", "*"}


def is_call(tokens, name):
    """Keywords with parentheses, and calls, which stand where no type can."""
    if tokens[name].text in {"explicit", "decltype", "sizeof", "if", "while", "return", "noexcept"}:
        return True
    return tokens[name - 1].text in {"return", "=", ".", "->"}
