"""Nothing sleeps for a fixed time: code waits for a condition with a deadline. The one polling wait
of the tests is in tests/support."""

from tree import Finding

RULE = "fixed-sleep"
CALLS = {"sleep", "usleep", "nanosleep", "clock_nanosleep"}
POLLING = ("tests/support/", "tests/lab/")


def check(tree):
    for file in tree.cxx:
        if file.path.startswith(POLLING):
            continue
        for at, token in enumerate(file.tokens):
            after = file.tokens[at + 1].text if at + 1 < len(file.tokens) else ""
            if token.text == "this_thread" or (token.text in CALLS and after == "("):
                why = f"{token.text}: wait for a condition, with a deadline"
                yield Finding(file.path, token.line, RULE, why)
