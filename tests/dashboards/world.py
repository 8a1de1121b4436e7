"""A small world for rules: probes, letters and what goes wrong from minute 3 to minute 6.

Each case is handed to `promtool test rules`, which evaluates the shipped rules over it. What is
checked is the whole set of firing alerts, so that every case also says what must not fire.
"""

import itertools
import os
import pathlib
import re
import subprocess
import tempfile

import yaml

PROMETHEUS = pathlib.Path(__file__).resolve().parents[2] / "dashboards" / "prometheus"
PROMTOOL = os.environ.get("PROMTOOL", "promtool")

LETTERS = "abcdefghijklm"
FAMILIES = ("ipv4", "ipv6")
TRANSPORTS = ("udp", "tcp")
COUNTRIES = ("BR", "JP", "KE", "NO", "US")
STEPS = 9  # of 20 s in each of: before, during, after


def selector(metric, **labels):
    inside = ",".join(f'{name}="{value}"' for name, value in labels.items())
    return f"{metric}{{{inside}}}"


def notation(values):
    """Three values, one for each phase, as promtool writes series; None is no sample."""
    words = []
    for value in values:
        words.append(f"stale _x{STEPS - 1}" if value is None else f"{value}x{STEPS - 1}")
    return " ".join(words)


def count(counts, key, phase, known, value):
    """One more in `key` and, where it is up, in the series beside it."""
    for name, more in ((key, 1), (key.replace("{", "_up{"), value)):
        phases = counts.setdefault(name, [0, 0, 0])
        phases[phase] += more if known else 0


class World:
    def __init__(self, countries=COUNTRIES, collectors=("geneva",)):
        self.collectors = collectors
        self.series = {}
        self.probes = {}
        self.rounds = {"udp": 1, "tcp": 3}  # one letter of so many was asked lately
        for country in countries:
            self.add_probe(country)

    def add_probe(self, country, attested="yes"):
        number = 1 + sum(1 for each in self.probes.values() if each == country)
        probe = f"{country.lower()}-{number}"
        self.probes[probe] = country
        self.always("tocsin_probe_up", 1, probe=probe)
        self.always("tocsin_probe_info", 1, probe=probe, country=country, attested=attested)
        for family in FAMILIES:
            self.always("tocsin_probe_voice", int(attested == "yes"), probe=probe, family=family)
            self.always("tocsin_probe_reach", 1, probe=probe, family=family, reach="connected")
        for letter, family, transport in itertools.product(LETTERS, FAMILIES, TRANSPORTS):
            self.always("tocsin_server_up", 1, probe=probe, server=letter, family=family,
                        transport=transport)
        return probe

    def always(self, metric, value, **labels):
        self.phases(metric, (value, value, value), **labels)

    def phases(self, metric, values, **labels):
        for collector in self.collectors:
            target = {"job": "tocsind", "instance": collector}
            self.series[selector(metric, **{**target, **labels})] = values

    def during(self, metric, value, **labels):
        """Changes what there is, for the three minutes of the fault."""
        wanted = [f'{name}="{text}"' for name, text in labels.items()]
        found = [key for key in self.series
                 if key.startswith(metric + "{") and all(each in key for each in wanted)]
        assert found, f"no series {metric} {labels}"
        for key in found:
            before, _, after = self.series[key]
            self.series[key] = (before, value, after)

    def asked_lately(self, probe, letter, transport):
        number = list(self.probes).index(probe) + LETTERS.index(letter)
        return number % self.rounds[transport] == 0

    def recent(self):
        """What the collector says, beside the newest of each letter, of those asked lately; nothing
        where a page that it made says it."""
        counts = {}
        if any(key.startswith("tocsin_probe_recent_letters{") for key in self.series):
            return counts
        for key, values in self.series.items():
            if not key.startswith("tocsin_server_up{"):
                continue
            labels = dict(re.findall(r'(\w+)="([^"]*)"', key))
            probe, letter = labels.pop("probe"), labels.pop("server")
            of_probe = selector("tocsin_probe_recent_letters", **labels, probe=probe)
            of_letter = selector("tocsin_server_recent_probes", **labels, server=letter)
            voice = self.series[selector("tocsin_probe_voice", job=labels["job"],
                                         instance=labels["instance"], probe=probe,
                                         family=labels["family"])]
            asked = self.asked_lately(probe, letter, labels["transport"])
            for phase, value in enumerate(values):
                known = asked and value is not None
                count(counts, of_probe, phase, known, value)
                count(counts, of_letter, phase, known and voice[phase] == 1, value)
        return counts

    # What can go wrong.

    def letter_fails(self, letter, probes=None, **labels):
        for probe in probes or self.probes:
            self.during("tocsin_server_up", 0, probe=probe, server=letter, **labels)

    def letter_unmeasured(self, letter, probes=None, **labels):
        for probe in probes or self.probes:
            self.during("tocsin_server_up", None, probe=probe, server=letter, **labels)

    def reach_changes(self, probe, reach, families=FAMILIES):
        for family in families:
            self.during("tocsin_probe_voice", 0, probe=probe, family=family)
            self.during("tocsin_probe_reach", None, probe=probe, family=family)
            self.phases("tocsin_probe_reach", (None, 1, None), probe=probe, family=family,
                        reach=reach)

    def isolated(self, probe, families=FAMILIES):
        self.reach_changes(probe, "isolated", families)
        for family in families:
            self.during("tocsin_server_up", 0, probe=probe, family=family)

    def line_dead(self, probe):
        self.reach_changes(probe, "line_dead")

    def intercepted(self, probe, letters=LETTERS, families=FAMILIES):
        for letter, family, transport in itertools.product(letters, families, TRANSPORTS):
            labels = {"probe": probe, "server": letter, "family": family, "transport": transport}
            self.during("tocsin_server_up", None, **labels)
            self.phases("tocsin_server_intercepted", (None, 1, None), **labels)

    def silent(self, probe):
        self.during("tocsin_probe_up", 0, probe=probe)
        self.during("tocsin_probe_voice", 0, probe=probe)
        self.during("tocsin_probe_reach", None, probe=probe)
        self.during("tocsin_server_up", None, probe=probe)

    def collector_gone(self):
        for key, (before, _, after) in self.series.items():
            self.series[key] = (before, None, after)

    # What is then to be seen.

    def fails_to(self, tests, alerts="alerts.yml"):
        """Nothing if promtool finds all as the tests say, else what it complains about."""
        document = {
            "rule_files": [str(PROMETHEUS / "rules.yml"), str(PROMETHEUS / alerts)],
            "evaluation_interval": "20s",
            "tests": [{
                "interval": "20s",
                "input_series": [{"series": key, "values": notation(values)}
                                 for key, values in {**self.recent(), **self.series}.items()],
                **tests,
            }],
        }
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "test.yml"
            path.write_text(yaml.safe_dump(document))
            run = subprocess.run([PROMTOOL, "test", "rules", str(path)], capture_output=True,
                                 text=True, check=False)
        return None if run.returncode == 0 else run.stdout + run.stderr

    def firing(self, alerts, *expected):
        """`expected`: pairs of a time and the alerts that fire then, with all others silent."""
        tests = [{"expr": 'ALERTS{alertstate="firing"}',
                  "eval_time": at,
                  "exp_samples": [{"labels": selector("ALERTS", alertstate="firing", job="tocsind",
                                                      instance=collector, **labels), "value": 1}
                                  for labels in firing for collector in self.collectors]}
                 for at, firing in expected]
        return self.fails_to({"promql_expr_test": tests}, alerts)

    def figure(self, name, expected, at="5m40s"):
        samples = [{"labels": selector(name, job="tocsind", instance=collector, **labels),
                    "value": value}
                   for labels, value in expected for collector in self.collectors]
        return self.fails_to({"promql_expr_test": [
            {"expr": name, "eval_time": at, "exp_samples": samples}]})
