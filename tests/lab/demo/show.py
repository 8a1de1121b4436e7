"""What people see: the live table, and the table at the end."""

import shutil
import sys

LETTERS = "abcdefghijklm"
COLUMNS = [("ipv4", "udp"), ("ipv6", "udp"), ("ipv4", "tcp"), ("ipv6", "tcp")]
TELLING = ("probe", "country", "server", "family")


class LiveTable:
    """Redrawn in place on a terminal; elsewhere one line now and then."""

    def __init__(self, out=sys.stdout):
        self.out = out
        self.in_place = out.isatty() and shutil.get_terminal_size().lines > 24
        self.height = 0
        self.looks = 0

    def show(self, seconds, observer, faults):
        lines = [f"  {seconds:5.0f} s   faults: {', '.join(faults) or 'none'}",
                 f"            alerts: {', '.join(firing(observer)) or 'none'}"]
        if self.in_place:
            lines += letters(observer) + probes(observer)
            self._redraw(lines)
        elif self.looks % 5 == 0:
            print(f"{lines[0]}; {lines[1].strip()}", file=self.out, flush=True)
        self.looks += 1

    def _redraw(self, lines):
        if self.height:
            self.out.write(f"\x1b[{self.height}F\x1b[J")
        self.out.write("\n".join(lines) + "\n")
        self.out.flush()
        self.height = len(lines)


def firing(observer):
    names = set()
    for labels, _ in observer.now('ALERTS{alertstate="firing"}'):
        what = [labels[label] for label in TELLING if label in labels]
        names.add(" ".join([labels["alertname"], *what]))
    shown = sorted(names)
    return shown[:3] + ([f"and {len(shown) - 3} more"] if len(shown) > 3 else [])


def letters(observer):
    """For each letter how many probes get an answer, of how many that measured it lately."""
    up, of = {}, {}
    for query, into in (("sum", up), ("count", of)):
        found = observer.now(f"{query} by (server, family, transport) (tocsin_server_up)")
        for labels, value in found:
            into[labels["server"], labels["family"], labels["transport"]] = int(value)
    lines = ["", "  letter" + "".join(f"{f'{family} {transport}':>12}"
                                      for family, transport in COLUMNS)]
    for letter in LETTERS:
        cells = [(up.get((letter, *column), 0), of.get((letter, *column), 0)) for column in COLUMNS]
        lines.append(f"  {letter:>6}" + "".join(f"{f'{good}/{all}':>12}" for good, all in cells))
    return lines


def probes(observer):
    states = {}
    for labels, _ in observer.now('tocsin_probe_reach{family="ipv4"} == 1'):
        states[labels["probe"]] = labels["reach"]
    for labels, _ in observer.now("tocsin_probe_up == 0"):
        states[labels["probe"]] = "silent"
    shown = [f"{probe} {state}" for probe, state in sorted(states.items())]
    return ["", "  " + "  ".join(shown[:5]), "  " + "  ".join(shown[5:])]


def final_table(rows):
    """`rows` are (expectation, window as text, verdict)."""
    print(f"\n  {'':4} {'fault':22} {'should be said':36} {'when':10} what Prometheus said")
    for expectation, window, verdict in rows:
        mark = "ok" if verdict.fits else "WRONG"
        when = {"seen": "in 30 s", "holds": "always", "holds late": "after 30 s"}
        print(f"  {mark:6}{expectation.fault:22} {expectation.says:36}"
              f" {when.get(expectation.kind, 'never'):10} {verdict.said}")
        print(f"       {window:22} {expectation.query}")
