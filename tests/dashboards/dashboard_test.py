"""The shipped dashboards against the linter and a real page; each rule of the linter by a sin."""

import copy
import functools
import json
import os
import pathlib
import re
import subprocess
import tempfile
import unittest

import yaml

from lint import expressions_of, findings, known_metrics_rule, metrics_in
from world import PROMETHEUS, PROMTOOL, World

GRAFANA = PROMETHEUS.parent / "grafana"


@functools.cache
def sample(what):
    """What the exporter can say: its names, or a page (metric_samples.cc)."""
    return subprocess.run([os.environ["METRIC_SAMPLES"], what], capture_output=True, text=True,
                          check=True).stdout


def rules():
    for name in ("rules.yml", "alerts.yml"):
        for group in yaml.safe_load((PROMETHEUS / name).read_text())["groups"]:
            yield from group["rules"]


def known_metrics():
    exported = {line.split()[0]: line.split()[2:] for line in sample("names").splitlines()}
    recorded = {rule["record"]: None for rule in rules() if "record" in rule}
    return {**exported, **recorded, "ALERTS": None}


SHIPPED = sorted(path.stem for path in GRAFANA.glob("*.json"))


def shipped(name="dns-root"):
    return json.loads((GRAFANA / f"{name}.json").read_text())


def sample_world():
    """A page of the exporter, as it stands for a while."""
    world = World(countries=())
    for line in sample("page").splitlines():
        series, _, value = line.rpartition(" ")
        if not line.startswith("#"):
            world.series[series] = (value, value, value)
    return world


def without_variables(expr):
    expr = expr.replace("$__rate_interval", "1m").replace('"$transport"', '"udp"')
    return re.sub(r'"\$(server|family|country)"', '".*"', expr)


def all_expressions():
    return [each for name in SHIPPED for each in expressions_of(shipped(name))]


class Shipped(unittest.TestCase):
    def test_each_is_there(self):
        self.assertEqual(SHIPPED, ["dns-root", "root-dependence"])

    def test_each_is_what_the_generator_writes(self):
        for name in SHIPPED:
            made = subprocess.run([GRAFANA / "build.py", name], capture_output=True, text=True,
                                  check=True).stdout
            self.assertEqual(made, (GRAFANA / f"{name}.json").read_text())

    def test_each_is_clean(self):
        for name in SHIPPED:
            self.assertEqual(list(findings(shipped(name), known_metrics())), [])

    def test_each_has_an_identity_of_its_own(self):
        for key in ("uid", "title"):
            self.assertEqual(len({shipped(name)[key] for name in SHIPPED}), len(SHIPPED))

    def test_rules_and_alerts_read_what_exists(self):
        expressions = [(rule.get("record") or rule["alert"], rule["expr"]) for rule in rules()]
        self.assertEqual(list(known_metrics_rule(expressions, known_metrics())), [])

    def test_every_expression_is_promql(self):
        document = {"groups": [{"name": "all", "rules": [
            {"record": f"a:b:{number}", "expr": without_variables(expr)}
            for number, (_, expr) in enumerate(all_expressions())]}]}
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "rules.yml"
            path.write_text(yaml.safe_dump(document))
            run = subprocess.run([PROMTOOL, "check", "rules", "--lint=none", path],
                                 capture_output=True, text=True, check=False)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)

    def test_every_expression_finds_something_on_a_page_of_the_exporter(self):
        tests = [{"expr": f"count({without_variables(expr)}) > bool 0", "eval_time": "8m",
                  "exp_samples": [{"labels": "{}", "value": 1}]}
                 for _, expr in all_expressions()]
        self.assertIsNone(sample_world().fails_to({"promql_expr_test": tests}))

    def test_provisioning_and_dashboard_fit_together(self):
        source = yaml.safe_load((GRAFANA / "provisioning/datasources/prometheus.yaml").read_text())
        scrape = yaml.safe_load((PROMETHEUS / "scrape.yml").read_text())["scrape_configs"][0]
        provider = yaml.safe_load((GRAFANA / "provisioning/dashboards/tocsin.yaml").read_text())
        self.assertEqual(source["datasources"][0]["jsonData"]["timeInterval"],
                         scrape["scrape_interval"])
        self.assertTrue(scrape["honor_labels"])
        self.assertIs(provider["providers"][0]["allowUiUpdates"], False)

    def test_every_exclusion_has_its_reason(self):
        exclusions = yaml.safe_load((GRAFANA / ".lint").read_text())["exclusions"]
        for name, each in exclusions.items():
            self.assertGreater(len(each["reason"]), 10, name)


def first_panel(dashboard, kind):
    return next(panel for panel in dashboard["panels"] if panel["type"] == kind)


def set_expr(dashboard, expr):
    first_panel(dashboard, "stat")["targets"][0]["expr"] = expr


# Each rule with a sin against it, planted into the shipped dashboard.
SINS = {
    "template-datasource": lambda d: d["templating"]["list"][0].update(name="prometheus"),
    "template-on-time-change-reload": lambda d: d["templating"]["list"][1].update(refresh=1),
    "uneditable-dashboard": lambda d: d.update(editable=True),
    "utc": lambda d: d.update(timezone="browser"),
    "identity": lambda d: d.update(uid=""),
    "schema": lambda d: d.update(schemaVersion=42),
    "panel-datasource": lambda d: first_panel(d, "stat")["datasource"].update(uid="other"),
    "panel-title-description": lambda d: first_panel(d, "stat").update(description=""),
    "panel-no-targets": lambda d: first_panel(d, "stat").update(targets=[]),
    "panel-units": lambda d: first_panel(d, "stat")["fieldConfig"]["defaults"].update(unit="secs"),
    "no-value": lambda d: first_panel(d, "stat")["fieldConfig"]["defaults"].update(noValue=""),
    "null-is-grey": lambda d: first_panel(d, "stat")["fieldConfig"]["defaults"].update(mappings=[]),
    "target-rate-interval": lambda d: set_expr(d, "rate(tocsin_queries_total[5m])"),
    "target-counter-agg": lambda d: set_expr(d, "sum(tocsin_queries_total)"),
    "layout": lambda d: first_panel(d, "timeseries")["gridPos"].update(x=20),
    "known-metrics": lambda d: set_expr(d, "tocsin_server_down"),
    "known-labels": lambda d: set_expr(d, 'tocsin_server_up{letter="k"}'),
}


class Sins(unittest.TestCase):
    def test_each_is_found_by_its_rule(self):
        for rule, plant in SINS.items():
            dashboard = copy.deepcopy(shipped())
            plant(dashboard)
            found = {name for name, _ in findings(dashboard, known_metrics())}
            self.assertEqual(found, {rule})

    def test_metrics_are_found_wherever_they_stand(self):
        expr = ('sum by (tocsin_label) (rate(tocsin_a_total{x="tocsin_b"}[5m])) / on (job) '
                "level:tocsin_c:sum >= 3 and tocsin_d")
        self.assertEqual(metrics_in(expr), {"tocsin_a_total", "level:tocsin_c:sum", "tocsin_d"})


if __name__ == "__main__":
    unittest.main()
