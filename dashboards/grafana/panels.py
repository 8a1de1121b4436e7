"""Panels of Grafana in words, and a dashboard of them: classic JSON of schema 39."""

DATASOURCE = {"type": "prometheus", "uid": "$datasource"}
GREY, GREEN, YELLOW, RED, BLUE = "#808080", "green", "yellow", "red", "blue"
NOTHING = "no measurements"


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


def datasource_choice():
    return {"name": "datasource", "label": "Data source", "type": "datasource",
            "query": "prometheus", "hide": 0, "refresh": 1, "current": {}}


def choice(name, label, query):
    return {"name": name, "label": label, "type": "query", "datasource": DATASOURCE,
            "query": {"query": query, "refId": name}, "definition": query, "refresh": 2, "sort": 1,
            "multi": True, "includeAll": True, "hide": 0,
            "current": {"selected": True, "text": ["All"], "value": ["$__all"]}}


def dashboard(uid, title, description, rows, variables):
    firing = {"name": "Alerts", "enable": True, "hide": False, "iconColor": "red",
              "datasource": DATASOURCE, "expr": 'ALERTS{alertstate="firing"}', "step": "60s",
              "titleFormat": "{{alertname}}", "textFormat": "{{server}} {{country}} {{probe}}"}
    return {"uid": uid, "title": title, "tags": ["tocsin", "dns"], "description": description,
            "schemaVersion": 39, "version": 1, "editable": False, "timezone": "utc",
            "refresh": "1m", "time": {"from": "now-3h", "to": "now"}, "graphTooltip": 1,
            "annotations": {"list": [firing]},
            "templating": {"list": [datasource_choice(), *variables]},
            "links": [], "panels": laid_out(rows)}
