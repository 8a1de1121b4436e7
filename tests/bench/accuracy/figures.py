"""Errors of each tool against the truth, and the table of them."""

import math
import statistics
from dataclasses import dataclass

TRANSPORTS = ("udp", "tcp")
OURS = "tocsin-probe"


@dataclass
class Errors:
    tool: str
    transport: str
    about: str  # what the tool's figure is about: from its first frame, or from the query
    signed: list  # seconds
    by_hold: list  # the same without knowing how late the wire woke, only how late it usually does

    def of(self, share):
        return quantile(self.signed, share)


def quantile(errors, share):
    ordered = sorted(abs(error) for error in errors)
    return ordered[max(0, math.ceil(share * len(ordered)) - 1)]


def errors_of(figures, ledger, wire_cost):
    """One Errors for each tool and transport. Whether a tool counts from its first frame or from
    the query is taken as whichever makes it look better."""
    ours = match_ours(figures, ledger)
    ports = {(one.transport, one.port, one.start) for _, one in ours}
    matched = ours + match_others(figures, ledger, ports)
    kinds = sorted({(figure.tool, figure.transport) for figure, _ in matched})
    return [best_of(kind, [pair for pair in matched if (pair[0].tool, pair[0].transport) == kind],
                    wire_cost) for kind in kinds]


def match_ours(figures, ledger):
    pairs = [(f, ledger.near(f.transport, f.port, f.first)) for f in figures if f.tool == OURS]
    return [(figure, one) for figure, one in pairs if one]


def match_others(figures, ledger, ours):
    """The others ask one after the other: what a tool asked is what began meanwhile and is not
    ours. Where that is not exactly one, the figure is left out."""
    pairs = []
    for figure in figures:
        if figure.tool == OURS:
            continue
        found = [one for one in ledger.between(figure.transport, figure.first, figure.last)
                 if (one.transport, one.port, one.start) not in ours]
        if len(found) == 1:
            pairs.append((figure, found[0]))
    return pairs


def best_of(kind, pairs, wire_cost):
    tool, transport = kind
    usual = statistics.median(one.late for _, one in pairs)
    ways = [Errors(tool, transport, about,
                   [figure.rtt - truth(one) - wire_cost for figure, one in pairs],
                   [figure.rtt - truth(one) + one.late - usual - wire_cost
                    for figure, one in pairs])
            for about, truth in (("start", lambda one: one.from_start()),
                                 ("query", lambda one: one.from_query()))]
    return min(ways, key=lambda errors: errors.of(0.5))


def table(runs, asked):
    """`runs`: load to list of Errors; each tool was asked so often."""
    lines = ["| transport | load | tool | queries | median error | p99 error "
             "| p99 of best other / ours | p99 by the hold alone |",
             "|---|---|---|---|---|---|---|---|"]
    for transport in TRANSPORTS:
        for load, all_errors in runs.items():
            lines += rows(load, [e for e in all_errors if e.transport == transport], asked)
    return "\n".join(lines)


def rows(load, all_errors, asked):
    others = [errors.of(0.99) for errors in all_errors if errors.tool != OURS]
    for errors in sorted(all_errors, key=lambda e: (e.tool != OURS, e.of(0.99))):
        p99 = errors.of(0.99)
        ratio = f"{min(others) / p99:.1f}" if errors.tool == OURS and others else ""
        yield (f"| {errors.transport} | {load} | {errors.tool} | {len(errors.signed)} of {asked} "
               f"| {errors.of(0.5) * 1e6:.0f} us | {p99 * 1e6:.0f} us | {ratio} "
               f"| {quantile(errors.by_hold, 0.99) * 1e6:.0f} us |")
