#!/usr/bin/python3
"""Writes dns-root.json: the dashboard as panels in words, laid out row by row.

    dashboards/grafana/build.py > dashboards/grafana/dns-root.json

Classic JSON of schema 39, which Grafana 10.4 and later load; Grafana moves it on to newer schemas
itself. A test compares the file with what this prints.
"""

import json

DATASOURCE = {"type": "prometheus", "uid": "$datasource"}
GREY, GREEN, YELLOW, RED, BLUE = "#808080", "green", "yellow", "red", "blue"
NOTHING = "no measurements"
WITH_VOICE = "and on (job, instance, probe, family) (tocsin_probe_voice == 1)"
CHOSEN = 'server=~"$server",family=~"$family"'


def target(expr, legend="", instant=False, table=False):
    return {"datasource": DATASOURCE, "editorMode": "code", "expr": expr, "legendFormat": legend,
            "instant": instant, "range": not instant,
            "format": "table" if table else "time_series"}


def steps(*pairs):
    return {"mode": "absolute", "steps": [{"value": value, "color": color}
                                          for value, color in pairs]}


def special(match, text, color, index):
    return {"type": "special", "options": {"match": match, "result": {
        "text": text, "color": color, "index": index}}}


def between(low, high, text, color, index):
    return {"type": "range", "options": {"from": low, "to": high, "result": {
        "text": text, "color": color, "index": index}}}


# What is not known is grey and says so; it is never the colour of a verdict.
UNKNOWN = [special("null+nan", NOTHING, GREY, 9)]
SHARE = [between(1, 1, "OK", GREEN, 0), between(0.5, 0.9999, "PARTLY", YELLOW, 1),
         between(0, 0.4999, "DOWN", RED, 2), *UNKNOWN]
VOICE = [between(1, 1, "voice", GREEN, 0), between(0, 0, "no voice", BLUE, 1), *UNKNOWN]


def panel(kind, title, description, unit, targets, **more):
    """`more`: width and height in the grid of 24; thresholds, mappings, options, custom."""
    defaults = {"unit": unit, "noValue": more.get("no_value", NOTHING),
                "mappings": more.get("mappings", UNKNOWN),
                "thresholds": more.get("thresholds", steps((None, GREY))),
                "color": {"mode": more.get("color", "thresholds")},
                "custom": more.get("custom", {})}
    for bound in ("min", "max"):
        if bound in more:
            defaults[bound] = more[bound]
    for number, each in enumerate(targets):
        each["refId"] = chr(ord("A") + number)
    return {"type": kind, "title": title, "description": description, "datasource": DATASOURCE,
            "targets": targets, "fieldConfig": {"defaults": defaults, "overrides": []},
            "options": more.get("options", {}), "transformations": more.get("transformations", []),
            "gridPos": {"w": more.get("width", 6), "h": more.get("height", 6)}}


def stat(title, description, unit, expr, legend, **more):
    options = {"reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False},
               "colorMode": "background", "graphMode": more.get("graph", "none"),
               "textMode": "auto", "orientation": "auto", "justifyMode": "auto"}
    return panel("stat", title, description, unit, [target(expr, legend, instant=True)],
                 options=options, **more)


def lines(title, description, unit, *targets, **more):
    return panel("timeseries", title, description, unit, list(targets), color="palette-classic",
                 custom={"drawStyle": "line", "lineWidth": 1, "fillOpacity": 0,
                         "spanNulls": False, "showPoints": "auto"},
                 options={"legend": {"displayMode": "list", "placement": "bottom",
                                     "showLegend": True},
                          "tooltip": {"mode": "multi", "sort": "desc"}},
                 **{"width": 12, "height": 8, **more})


def states(title, description, mappings, expr, legend, **more):
    return panel("state-timeline", title, description, "none", [target(expr, legend)],
                 mappings=mappings, custom={"fillOpacity": 80, "lineWidth": 0, "spanNulls": False},
                 options={"mergeValues": True, "showValue": "never", "rowHeight": 0.8,
                          "legend": {"displayMode": "list", "placement": "bottom",
                                     "showLegend": True},
                          "tooltip": {"mode": "single", "sort": "none"}},
                 **{"width": 12, "height": 10, **more})


def table(title, description, expr, hidden, **more):
    hide = {"id": "organize", "options": {"excludeByName": dict.fromkeys(hidden, True)}}
    return panel("table", title, description, "none",
                 [target(expr, instant=True, table=True)], transformations=[hide],
                 options={"showHeader": True, "cellHeight": "sm"}, color="fixed",
                 **{"width": 12, "height": 8, **more})


def verdict():
    ratio = steps((None, RED), (0.99, YELLOW), (1, GREEN))
    return "Is the root up, since when, and who says so", [
        stat("Root service", "Share of the service that probes with a voice see: 8 of 13 letters "
             "serve a probe fully.", "percentunit", "tocsin_root_availability_ratio",
             "{{family}} {{transport}}", thresholds=ratio),
        stat("At least, at most", "The same with all that is missing taken as failed, and as "
             "passed. Where these two differ in the verdict, nobody knows it.", "percentunit",
             'label_replace(tocsin_root_availability_ratio_low, "bound", "at least", "", "") or '
             'label_replace(tocsin_root_availability_ratio_high, "bound", "at most", "", "")',
             "{{bound}} {{family}} {{transport}}"),
        stat("Served fully for", "Time since three probes or more last saw fewer than 8 letters, "
             "within the last 24 hours.", "s",
             "time() - (max(max_over_time(timestamp("
             "family_transport:tocsin_probes_underserved:sum >= 3)[1d:1m])) "
             "or vector(time() - 86400)) and on () count(tocsin_root_availability_ratio)", "",
             thresholds=steps((None, RED), (300, YELLOW), (3600, GREEN)), width=4),
        stat("Probes with a voice", "Attested, reporting and connected: those whose measurements "
             "make the verdict.", "none", 'max by (family) (tocsin_root_probes{state="voice"})',
             "{{family}}", thresholds=steps((None, RED), (1, YELLOW), (3, GREEN)), width=4),
        stat("Probes without", "Enrolled probes that have no part in the verdict, by why.", "none",
             'max by (state) (tocsin_root_probes{state!="voice"})', "{{state}}", width=4),
        lines("Root service", "Both bounds around the figure: the wider they stand, the less is "
              "measured.", "percentunit",
              target("tocsin_root_availability_ratio", "{{family}} {{transport}}"),
              target("tocsin_root_availability_ratio_low", "at least {{family}} {{transport}}"),
              target("tocsin_root_availability_ratio_high", "at most {{family}} {{transport}}"),
              min=0, max=1),
        lines("Answered lately", "Share of the letters asked within the last 24 s by probes with a "
              "voice that gave a good answer, whatever was measured before.", "percentunit",
              target("sum by (family, transport) (tocsin_server_recent_probes_up) / "
                     "sum by (family, transport) (tocsin_server_recent_probes)",
                     "{{family}} {{transport}}"), min=0, max=1),
        lines("Asked lately", "Out of how many: one for each probe with a voice and each letter. "
              "Over TCP a letter is asked once a minute.", "none",
              target("sum by (family, transport) (tocsin_server_recent_probes)",
                     "{{family}} {{transport}}"), min=0),
        table("Firing alerts", "As far as this Prometheus has the rules and something to judge.",
              'ALERTS{alertstate="firing"}',
              ("Time", "Value", "__name__", "alertstate", "instance", "job"),
              no_value="no alert is firing", width=24)]


def letters():
    return "Letters", [
        states(f"{transport.upper()} over {name}", "Share of the probes with a voice to whose last "
               "query the letter gave a good answer.", SHARE,
               f'avg by (server) (tocsin_server_up{{family="{family}",transport="{transport}"}} '
               f"{WITH_VOICE})", "{{server}}")
        for transport in ("udp", "tcp") for family, name in (("ipv4", "IPv4"), ("ipv6", "IPv6"))]


def queries():
    buckets = (f"sum by (le, server) (rate(tocsin_query_duration_seconds_bucket{{{CHOSEN},"
               'transport="$transport"}[$__rate_interval]))')
    return "Times and failures", [
        lines("Round-trip time, median", "Of answers without error, over all countries.", "s",
              target(f"histogram_quantile(0.5, {buckets})", "{{server}}"), min=0),
        lines("Round-trip time, 95th percentile", "Of answers without error, over all countries.",
              "s", target(f"histogram_quantile(0.95, {buckets})", "{{server}}"), min=0),
        lines("Failures by kind", "Queries that did not end with a good answer.", "reqps",
              target(f'sum by (result) (rate(tocsin_queries_total{{{CHOSEN},result!="ok"}}'
                     "[$__rate_interval]))", "{{result}}"), min=0),
        lines("Failures by country", "As above, by where the probes are.", "reqps",
              target(f'sum by (country) (rate(tocsin_queries_total{{{CHOSEN},result!="ok"}}'
                     "[$__rate_interval]))", "{{country}}"), min=0)]


def instances():
    info = f"tocsin_server_instance_info{{{CHOSEN}}}"
    return "Instances and zone", [
        lines("Instances seen", "Distinct instances (NSID) by letter. A withdrawn site shows as a "
              "change here with nothing lost above.", "none",
              target(f"count by (server) (count by (server, instance) ({info}))", "{{server}}"),
              min=0),
        lines("Behind the newest serial", "How far each letter's oldest copy of the root zone is "
              "behind the newest serial that anybody serves.", "none",
              target(f"scalar(max(tocsin_zone_serial)) - min by (server) "
                     f"(tocsin_zone_serial{{{CHOSEN}}})", "{{server}}"), min=0),
        table("Who reaches which instance", "The instance that answered each probe last.", info,
              ("Time", "Value", "__name__", "job"), width=24)]


def probes():
    return "Probes", [
        states("Voice", "Whether each probe counts in verdicts on the root.", VOICE,
               'tocsin_probe_voice{family=~"$family"}', "{{probe}} {{family}}"),
        lines("Time since the last report", "A probe is silent after 20 s.", "s",
              target("time() - tocsin_probe_last_report_timestamp_seconds", "{{probe}}"),
              min=0, height=10),
        table("Who they are", "As attested by their countries.",
              "tocsin_probe_up * on (job, instance, probe) "
              "group_left (version, asn, network, country, attested) tocsin_probe_info",
              ("Time", "__name__", "job")),
        lines("In no live figure", "Measurements that came late or whose time is not trusted, that "
              "were not made, or that cannot be placed.", "cps",
              target("sum by (probe) (rate(tocsin_late_measurements_total[$__rate_interval]))",
                     "{{probe}} late"),
              target("sum by (probe) (rate(tocsin_not_measured_total[$__rate_interval]))",
                     "{{probe}} not measured"),
              target("sum by (probe) (rate(tocsin_unplaced_measurements_total"
                     "[$__rate_interval]))", "{{probe}} not placed"), min=0)]


def collector():
    return "Collector", [
        lines("Batches", "Admitted by how, and refused by why.", "cps",
              target("sum by (admission) (rate(tocsin_batches_admitted_total"
                     "[$__rate_interval]))", "{{admission}}"),
              target("sum by (reason) (rate(tocsin_batches_rejected_total"
                     "[$__rate_interval]))", "refused: {{reason}}"), min=0),
        lines("Connections refused", "In the TLS handshake, by listener and reason.", "cps",
              target("sum by (listener, reason) (rate(tocsin_tls_refusals_total"
                     "[$__rate_interval]))", "{{listener}}: {{reason}}"), min=0),
        lines("Journal", "Size on disk.", "bytes", target("tocsin_journal_bytes", "{{instance}}"),
              min=0)]


def laid_out(rows):
    """Panels from left to right, wrapped at 24 columns, under a heading for each row."""
    panels, y = [], 0
    for title, members in rows:
        panels.append({"type": "row", "title": title, "collapsed": False, "panels": [],
                       "gridPos": {"x": 0, "y": y, "w": 24, "h": 1}})
        x, y, tallest = 0, y + 1, 0
        for each in members:
            size = each["gridPos"]
            if x + size["w"] > 24:
                x, y, tallest = 0, y + tallest, 0
            size.update(x=x, y=y)
            x, tallest = x + size["w"], max(tallest, size["h"])
            panels.append(each)
        y += tallest
    for number, each in enumerate(panels, 1):
        each["id"] = number
    return panels


def choice(name, label, query):
    return {"name": name, "label": label, "type": "query", "datasource": DATASOURCE,
            "query": {"query": query, "refId": name}, "definition": query, "refresh": 2, "sort": 1,
            "multi": True, "includeAll": True, "hide": 0,
            "current": {"selected": True, "text": ["All"], "value": ["$__all"]}}


def variables():
    return [
        {"name": "datasource", "label": "Data source", "type": "datasource", "query": "prometheus",
         "hide": 0, "refresh": 1, "current": {}},
        choice("server", "Letter", "label_values(tocsin_server_up, server)"),
        choice("family", "Family", "label_values(tocsin_server_up, family)"),
        {"name": "transport", "label": "Transport", "type": "custom", "query": "udp,tcp", "hide": 0,
         "multi": False, "includeAll": False,
         "options": [{"text": text, "value": text, "selected": text == "udp"}
                     for text in ("udp", "tcp")],
         "current": {"selected": True, "text": "udp", "value": "udp"}}]


def dashboard():
    firing = {"name": "Alerts", "enable": True, "hide": False, "iconColor": "red",
              "datasource": DATASOURCE, "expr": 'ALERTS{alertstate="firing"}', "step": "60s",
              "titleFormat": "{{alertname}}", "textFormat": "{{server}} {{country}} {{probe}}"}
    rows = [verdict(), letters(), queries(), instances(), probes(), collector()]
    return {"uid": "tocsin-root", "title": "DNS root", "tags": ["tocsin", "dns"],
            "description": "Is the DNS root reachable, as seen from many countries at once.",
            "schemaVersion": 39, "version": 1, "editable": False, "timezone": "utc",
            "refresh": "1m", "time": {"from": "now-3h", "to": "now"}, "graphTooltip": 1,
            "annotations": {"list": [firing]}, "templating": {"list": variables()},
            "links": [], "panels": laid_out(rows)}


if __name__ == "__main__":
    print(json.dumps(dashboard(), indent=2))
