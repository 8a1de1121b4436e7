"""Nothing sleeps for a fixed time: code waits for a condition with a deadline. The one polling wait
of the tests is in tests/support."""

from tree import Finding

RULE = "fixed-sleep"
CALLS = {"sleep", "usleep", "nanosleep", "clock_nanosleep", "sleep_for", "sleep_until"}
POLLING = ("tests/support/", "tests/lab/")


def check(tree):
    for file in tree.cxx:
        if file.path.startswith(POLLING):
            continue
        for token, after in zip(file.tokens, file.tokens[1:]):
            if token.text in CALLS and after.text == "(":
                why = f"{token.text}: wait for a condition, with a deadline"
                yield Finding(file.path, token.line, RULE, why)
