"""Time and randomness come in through tocsin::Clock and tocsin::Entropy, so that every decision can
be replayed; the real ones are asked in core/system only."""

from tree import Finding

RULE = "clock-or-random"
HOME = "core/system/"

CALLS = {
    "clock_gettime", "gettimeofday", "time", "clock", "rand", "srand", "random", "drand48",
    "getrandom", "getentropy", "arc4random", "RAND_bytes", "RAND_priv_bytes", "timespec_get",
}
TYPES = {"random_device"}
CLOCKS = {"system_clock", "steady_clock", "high_resolution_clock", "utc_clock"}

# Asio's timers count on steady_clock, so what arms them may read it.
TIMER_FOLDERS = ("core/net/", "core/http/")


def check(tree):
    for file in tree.cxx:
        if not file.is_product or file.path.startswith(HOME):
            continue
        for at, token in enumerate(file.tokens):
            if token.kind == "word" and is_sin(file, at):
                why = f"{token.text} outside core/system: take a Clock or an Entropy"
                yield Finding(file.path, token.line, RULE, why)


def is_sin(file, at):
    def text(index):
        return file.tokens[index].text if 0 <= index < len(file.tokens) else ""

    word = text(at)
    if word in TYPES:
        return True
    if word in CLOCKS:
        for_timer = word == "steady_clock" and file.path.startswith(TIMER_FOLDERS)
        return text(at + 1) == "::" and text(at + 2) == "now" and not for_timer
    return word in CALLS and text(at + 1) == "(" and is_free_call(file.tokens, at, text)


def is_free_call(tokens, at, text):
    """`time(...)`, `::time(...)` and `std::time(...)`; not `x.time()`, not a declaration."""
    before = text(at - 1)
    if before == "::":
        return text(at - 2) == "std" or tokens[at - 2].kind != "word"
    if before in {".", "->", "&", "*", ">"}:
        return False
    is_type = at > 0 and tokens[at - 1].kind == "word" and before not in {"return", "co_return"}
    return not is_type
