"""What Prometheus should say of each fault, and whether it did: times and samples in, verdicts out.
Times are seconds since 1970."""

from dataclasses import dataclass

DEADLINE = 30  # seconds within which a fault is seen, and within which it is forgotten


@dataclass(frozen=True)
class Expectation:
    """A query whose result is empty when it is not so.

    seen: true at the latest DEADLINE after the fault's start, untrue at the latest DEADLINE after
    its end, and never true outside of that. holds: true all the while. never: untrue all the while.
    """

    fault: str
    says: str
    kind: str
    query: str


@dataclass(frozen=True)
class Window:
    start: float
    end: float


@dataclass(frozen=True)
class Verdict:
    fits: bool
    said: str


def alert(name, **labels):
    matchers = "".join(f',{label}="{value}"' for label, value in labels.items())
    return f'ALERTS{{alertname="{name}",alertstate="firing"{matchers}}}'


EXPECTATIONS = [
    Expectation("withdraw site=fra", "no instance at fra is met any more", "seen",
                'absent(tocsin_server_instance_info{instance=~".+[.]fra[.]lab"})'),
    Expectation("withdraw site=fra", "every letter answers every probe", "holds",
                'min(tocsin_server_up{probe!="jp-2"}) == 1'),
    Expectation("silence service=jp-2", "the probe is silent", "seen",
                alert("ProbeSilent", probe="jp-2")),
    Expectation("silence service=jp-2", "no letter is called dead by it", "never",
                'tocsin_server_up{probe="jp-2"} == 0'),
    Expectation("dead-letter letter=k", "k is unreachable over IPv4", "seen",
                alert("RootLetterUnreachable", server="k", family="ipv4")),
    Expectation("dead-letter letter=k", "k is unreachable over IPv6", "holds late",
                alert("RootLetterUnreachable", server="k", family="ipv6")),
    Expectation("dead-letter letter=k", "the root is degraded", "never",
                alert("RootServiceDegraded")),
    Expectation("v6-outage scope=root", "the root is degraded over IPv6", "seen",
                alert("RootServiceDegraded", family="ipv6", transport="udp")),
    Expectation("v6-outage scope=root", "... and over IPv6 by TCP", "seen",
                alert("RootServiceDegraded", family="ipv6", transport="tcp")),
    Expectation("v6-outage scope=root", "the root is degraded over IPv4", "never",
                alert("RootServiceDegraded", family="ipv4")),
    Expectation("isolate country=ke", "Kenya is isolated", "seen",
                alert("CountryIsolated", country="KE", family="ipv4")),
    Expectation("isolate country=ke", "its probes have no voice", "seen",
                'tocsin_root_probes{family="ipv4",transport="udp",state="isolated"} == 2'),
    Expectation("isolate country=ke", "the root is degraded over IPv4", "never",
                'ALERTS{alertname=~"Root.+",alertstate="firing",family="ipv4"}'),
]

# Which alerts a fault explains, from its start until DEADLINE after its end. Any other is false.
EXPLAINED = [
    ("silence service=jp-2", {"alertname": "ProbeSilent", "probe": "jp-2"}),
    ("dead-letter letter=k", {"alertname": "RootLetterUnreachable", "server": "k"}),
    ("v6-outage scope=root", {"alertname": "RootLetterUnreachable", "family": "ipv6"}),
    ("v6-outage scope=root", {"alertname": "RootServiceDegraded", "family": "ipv6"}),
    ("isolate country=ke", {"alertname": "CountryIsolated", "country": "KE"}),
]


def judge(expectation, window, times):
    """`times` are the instants at which the query had a result."""
    return JUDGES[expectation.kind](window, sorted(times))


def judge_seen(window, times):
    inside = [time for time in times if window.start <= time <= window.end + DEADLINE]
    strays = len(times) - len(inside)
    if not inside:
        return Verdict(False, "not said at all")
    began, ended = inside[0] - window.start, inside[-1] - window.end
    said = f"after {began:.0f} s, until {ended:+.0f} s of its end"
    if strays:
        said += f", and {strays} times when it was not so"
    in_time = inside[0] <= min(window.start + DEADLINE, window.end)
    return Verdict(in_time and strays == 0, said)


def judge_holds(window, times, since=0.0):
    wanted = [instant for instant in grid(window.start + since, window.end)]
    missing = [instant for instant in wanted if not near(instant, times)]
    if not missing:
        return Verdict(True, "all the while")
    return Verdict(False, f"not so in {len(missing)} of {len(wanted)} looks")


def judge_holds_late(window, times):
    return judge_holds(window, times, since=DEADLINE)


def judge_never(window, times):
    inside = [time for time in times if window.start <= time <= window.end]
    if not inside:
        return Verdict(True, "never")
    return Verdict(False, f"said {len(inside)} times, first after {inside[0] - window.start:.0f} s")


JUDGES = {"seen": judge_seen, "holds": judge_holds, "holds late": judge_holds_late,
          "never": judge_never}


def grid(start, end, step=2.0):
    instant = start
    while instant <= end:
        yield instant
        instant += step


def near(instant, times, reach=2.5):
    return any(abs(instant - time) <= reach for time in times)


def unexplained(alerts, windows):
    """`alerts` are (labels, times); gives the labels of those that fired without a reason."""
    strange = []
    for labels, times in alerts:
        reasons = [Window(windows[fault].start, windows[fault].end + DEADLINE)
                   for fault, wanted in EXPLAINED
                   if fault in windows and wanted.items() <= labels.items()]
        if any(not explained(time, reasons) for time in times):
            strange.append(labels)
    return strange


def explained(time, reasons):
    return any(reason.start <= time <= reason.end for reason in reasons)
