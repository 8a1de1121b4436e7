"""What is wrong with a dashboard: the rules of grafana/dashboard-linter, and some of our own.

https://github.com/grafana/dashboard-linter/tree/main/docs/rules. Its rules on the labels `job` and
`instance` are excluded, with reasons, in dashboards/grafana/.lint. `findings(dashboard)` yields
(rule, where, what) for each thing that is wrong.
"""

import re

VALUE_PANELS = ("stat", "gauge", "graph", "table", "timeseries", "state-timeline")
# Of Grafana's unit ids those that our base units need.
UNITS = ("none", "short", "percentunit", "s", "bytes", "reqps", "cps", "dateTimeFromNow")
GREYS = ("#808080", "grey", "gray")

IN_RATE = re.compile(r"\b(?:rate|irate|increase)\s*\(")
NAME = re.compile(r"(?<![\w:\"$.])([a-zA-Z_:][\w:]*)(?=\s*(?:\{|\[|$|[^\w\s(:]|\s))")
STRING = re.compile(r'"(?:\\.|[^"\\])*"')
GROUPING = re.compile(r"\b(?:by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)")


def metrics_in(expr):
    """The series that an expression reads: all names that are ours, and ALERTS."""
    bare = GROUPING.sub(" ", re.sub(r"\{[^}]*\}", " ", STRING.sub('""', expr)))
    return {name for name in NAME.findall(bare)
            if name.startswith("tocsin_") or ":" in name or name == "ALERTS"}


def selectors_in(expr):
    """(metric, labels) of each selector with braces."""
    for metric, inside in re.findall(r"([a-zA-Z_:][\w:]*)\{([^}]*)\}", expr):
        yield metric, re.findall(r"(\w+)\s*(?:=~|!~|!=|=)", STRING.sub('""', inside))


def panels_of(dashboard):
    return [panel for panel in dashboard["panels"] if panel["type"] != "row"]


def targets_of(dashboard):
    for panel in panels_of(dashboard):
        for target in panel.get("targets", []):
            yield panel, target


def datasource_rule(dashboard):
    found = [each for each in dashboard["templating"]["list"] if each["type"] == "datasource"]
    if len(found) != 1:
        yield "template-datasource", f"{len(found)} datasource variables instead of one"
    elif found[0]["name"] != "datasource" or found[0]["label"].lower() != "data source":
        yield "template-datasource", "its variable is not `datasource`, labelled Data source"


def variables_rule(dashboard):
    for each in dashboard["templating"]["list"]:
        if each["type"] == "query" and each.get("refresh") != 2:
            yield "template-on-time-change-reload", f"{each['name']} stays as it was"


def dashboard_rule(dashboard):
    if dashboard.get("editable") is not False:
        yield "uneditable-dashboard", "can be edited"
    if dashboard.get("timezone") != "utc":
        yield "utc", "not in UTC"
    if not dashboard.get("uid") or not dashboard.get("tags"):
        yield "identity", "no uid or no tags"
    if dashboard.get("schemaVersion") != 39:
        yield "schema", "not of schema 39"


def panels_rule(dashboard):
    for panel in panels_of(dashboard):
        name = panel.get("title") or f"panel {panel.get('id')}"
        if panel.get("datasource", {}).get("uid") != "$datasource":
            yield "panel-datasource", f"{name} does not use $datasource"
        if not panel.get("title") or not panel.get("description"):
            yield "panel-title-description", f"{name} lacks title or description"
        if not panel.get("targets"):
            yield "panel-no-targets", f"{name} shows nothing"
        if panel["type"] in VALUE_PANELS:
            yield from values_rule(name, panel["fieldConfig"]["defaults"])


def values_rule(name, defaults):
    if defaults.get("unit") not in UNITS:
        yield "panel-units", f"{name} has the unit {defaults.get('unit')}"
    if not defaults.get("noValue"):
        yield "no-value", f"{name} is silent where it has no data"
    nulls = [each["options"]["result"] for each in defaults.get("mappings", [])
             if each["type"] == "special" and each["options"]["match"].startswith("null")]
    if not nulls or nulls[0]["color"] not in GREYS:
        yield "null-is-grey", f"{name} gives null a colour that is not grey"


def targets_rule(dashboard):
    for panel, target in targets_of(dashboard):
        expr, name = target["expr"], panel["title"]
        if target.get("datasource", {}).get("uid") != "$datasource":
            yield "panel-datasource", f"a target of {name} does not use $datasource"
        for match in IN_RATE.finditer(expr):
            window = re.search(r"\[([^\]]*)\]", expr[match.end():])
            if not window or window.group(1) != "$__rate_interval":
                yield "target-rate-interval", f"{name}: {expr}"
        for match in re.finditer(r"[\w:]*_total\b", expr):
            if not re.search(r"\b(?:rate|irate|increase)\s*\(\s*$", expr[:match.start()]):
                yield "target-counter-agg", f"{name}: {match.group()} outside of rate()"


def layout_rule(dashboard):
    taken = {}
    for panel in dashboard["panels"]:
        at = panel["gridPos"]
        if at["x"] + at["w"] > 24:
            yield "layout", f"{panel['title']} leaves the grid"
        for cell in ((x, y) for x in range(at["x"], at["x"] + at["w"])
                     for y in range(at["y"], at["y"] + at["h"])):
            if cell in taken:
                yield "layout", f"{panel['title']} lies on {taken[cell]}"
                break
            taken[cell] = panel["title"]


def known_metrics_rule(expressions, metrics):
    """`metrics`: name to labels; None for the labels of a recorded series."""
    target_labels = ["job", "instance"]
    for where, expr in expressions:
        for name in metrics_in(expr):
            base = re.sub(r"_(bucket|sum|count)$", "", name)
            if name not in metrics and base not in metrics:
                yield "known-metrics", f"{where}: nobody exports {name}"
        for name, labels in selectors_in(expr):
            known = metrics.get(name, metrics.get(re.sub(r"_(bucket|sum|count)$", "", name)))
            for label in labels if known is not None else []:
                if label not in [*known, *target_labels, "le"]:
                    yield "known-labels", f"{where}: {name} has no label {label}"


def expressions_of(dashboard):
    found = [(panel["title"], target["expr"]) for panel, target in targets_of(dashboard)]
    return found + [(each["name"], each["expr"]) for each in dashboard["annotations"]["list"]]


def findings(dashboard, metrics):
    for rule in (datasource_rule, variables_rule, dashboard_rule, panels_rule, targets_rule,
                 layout_rule):
        yield from rule(dashboard)
    yield from known_metrics_rule(expressions_of(dashboard), metrics)
