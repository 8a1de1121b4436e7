"""A probe that runs records whoever meddles with UDP on its way: each with an outcome and signs of
its own, and none of them any more once he has gone. Those left alone see nothing."""

from lab import equal, eventually, lab
from watched import Watched, now, outcomes

FAMILIES = ("ipv4", "ipv6")
# letter, faults, then how a query ends meanwhile: outcome and signs
MEDDLERS = [
    ("a", ["inject"], "intercepted", {"second_answer", "nsid_missing"}),
    ("b", ["swallow"], "answered", {"nsid_missing"}),
    ("c", ["strip-nsid"], "answered", {"nsid_missing"}),
    ("d", ["hop-limit"], "answered", {"hop_limit"}),
    ("e", ["strip-nsid", "hop-limit"], "intercepted", {"nsid_missing", "hop_limit"}),
    ("f", ["wrong-id"], "mismatched", {"stray"}),
    ("g", ["wrong-port"], "mismatched", {"stray"}),
    ("h", ["force-tc"], "truncated", {"nsid_missing", "edns_missing"}),
    ("k", ["intercept"], "intercepted", {"recursion_available", "nsid_missing", "hop_limit"}),
]
LIMITED = "j"  # at three queries a minute, of six
ALONE = "m"
NAMES = ("hostname.bind.", "id.server.")  # with letters, whose case can be folded
UNCHANGED = "delm"  # to whose answers nothing else is done that would be seen in their place

with lab("full") as net:
    for letter in net.letters():
        net.do("fault", "fold-case", f"letter={letter}", "country=no")
    net.do("fault", "rate-limit", f"letter={LIMITED}")
    probe = Watched(net, "no", "plans: [identity]")

    def each(letters, since):
        for letter in letters:
            for family in FAMILIES:
                yield f"{letter} over {family}", probe.first(letter, family, since=since)

    for what, seen in each("abcdefghkm", 0):
        equal((seen["outcome"], seen["signs"]), ("answered", set()), f"{what}, at first")
    for letter, faults, _, _ in MEDDLERS:
        for fault in faults:
            net.do("fault", fault, f"letter={letter}", "country=no")
    meddled = now()
    for letter, faults, outcome, signs in MEDDLERS:
        for what, seen in each(letter, meddled):
            equal((seen["outcome"], seen["signs"]), (outcome, signs), f"{what}: {faults}")

    for _, faults, _, _ in MEDDLERS:
        for fault in faults:
            net.run("clear", fault)  # of all letters at once
    cleared = now()
    for what, seen in each("abcdefghkm", cleared):
        equal((seen["outcome"], seen["signs"]), ("answered", set()), f"{what}, at last")

    def folded():
        return [row for row in probe.take() if row["question"] in NAMES and row["letter"] != LIMITED
                and (row["sent_at"] > cleared or row["letter"] in UNCHANGED)]

    for row in eventually(folded, "a name with letters", 250):
        equal((row["outcome"], row["signs"]), ("mismatched", {"stray"}), "a folded name")
    for family in FAMILIES:
        seen = outcomes(probe.of(LIMITED, family))
        assert seen["timeout"] >= 2 and seen["answered"] >= 2, f"at the limit: {seen}"
        alone = {(row["outcome"], *row["signs"]) for row in probe.of(ALONE, family)}
        equal(alone, {("answered",)}, "left alone")
