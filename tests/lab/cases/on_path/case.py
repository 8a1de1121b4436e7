"""Whoever meddles on the way is seen for what he does, and an honest cable that loses, doubles,
reorders and delays is not taken for one. One that loses what is large loses just that."""

import base64
import json
from collections import Counter

from lab import equal, lab, program

# fault, family, then of the one query made meanwhile: outcome, signs, why something was a stray
MEDDLERS = [
    ("inject", "ipv4", "intercepted", ["second_answer"], ["second_answer"]),
    ("inject", "ipv6", "intercepted", ["second_answer"], ["second_answer"]),
    ("fold-case", "ipv4", "mismatched", ["stray"], ["wrong_case"]),
    ("fold-case", "ipv6", "mismatched", ["stray"], ["wrong_case"]),
    ("wrong-id", "ipv4", "mismatched", ["stray"], ["wrong_id"]),
    ("wrong-port", "ipv6", "mismatched", ["stray"], ["wrong_source"]),
    ("force-tc", "ipv4", "truncated", [], []),
    ("strip-nsid", "ipv6", "answered", [], []),
]
# Shares of an honest cable's doings, and how many queries go over it.
HONEST = ["jitter-us=4000", "loss=0.01", "duplicate=0.2", "reorder=0.2"]
QUERIES = 300
NAME = "so-many-letters-are-never-all-small."  # 0x20: it is asked in a drawn case

with lab("full") as net:
    letters = net.letters()

    def ask(letter, family, count=1, name=NAME, transport="udp"):
        done = net.execute("no", program("tocsin-probe"), "query",
                           "--server", letters[letter][family], "--name", name, "--type", "NS",
                           "--transport", transport, "--count", str(count),
                           "--rate", "100", "--timeout", "1s",
                           "--output", "jsonl")
        equal(done.returncode in (0, 1), True, done.stderr)
        return [json.loads(line) for line in done.stdout.splitlines()]

    def is_fine(letter, family):
        [seen] = ask(letter, family)
        equal((seen["outcome"], seen["signs"], seen["strays"]), ("answered", [], 0), letter)
        assert seen["nsid"], f"{letter} says who it is"

    for fault, family, outcome, signs, reasons in MEDDLERS:
        what = f"{fault} over {family}"
        net.do("fault", fault, "letter=k", "country=no")
        [seen] = ask("k", family)
        equal(seen["outcome"], outcome, what)
        equal(seen["signs"], signs, what)
        equal(seen["stray_reasons"], reasons, what)
        if fault in ("strip-nsid", "force-tc"):
            equal(seen["nsid"], None, what)
        is_fine("l", family)
        net.do("clear", fault)
    is_fine("k", "ipv4")
    is_fine("k", "ipv6")

    # Where large packets are lost, a short answer says that all is well: who asks for the SOA alone
    # does not see it. The root's servers with their addresses take 800 bytes, by TCP in one piece.
    net.do("fault", "drop-large", "letter=k", "country=no", "bytes=700")
    for family in ("ipv4", "ipv6"):
        is_fine("k", family)
        for transport in ("udp", "tcp"):
            [large] = ask("k", family, name=".", transport=transport)
            equal(large["outcome"], "timeout", f"a large answer over {family} by {transport}")
        [large] = ask("l", family, name=".")
        equal(large["outcome"], "answered", f"of another letter over {family}")
    net.do("clear", "drop-large")
    [large] = ask("k", "ipv4", name=".")
    equal(large["outcome"], "answered", "a large answer, once it may pass")
    assert len(base64.b64decode(large["reply"])) > 800, large

    net.do("fault", "disturb", "country=no", *HONEST)
    for family in ("ipv4", "ipv6"):
        seen = ask("k", family, QUERIES)
        outcomes = Counter(one["outcome"] for one in seen)
        equal(outcomes["answered"] + outcomes["timeout"], QUERIES, f"outcomes: {outcomes}")
        assert outcomes["answered"] > 0.9 * QUERIES, outcomes
        equal([one["signs"] for one in seen if one["signs"]], [], "signs of an honest cable")
