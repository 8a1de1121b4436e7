"""The dashboard of dependence: how many letters more than are needed each country reaches, and how
many it would be without each operator, each jurisdiction or any one site (docs/operating/
dependence.md). One method for everybody in the table, and everybody is shown, by name.
"""

from panels import (BLUE, GREY, YELLOW, choice, dashboard, lines, panel, special, stat,
                    steps, target)

NOT_MEASURED = "not measured"
NOT_MEASURED_IS_GREY = [special("null+nan", NOT_MEASURED, GREY, 9)]
# Of a sum of what would be: fewer than are needed, or enough. The same for today and for everybody.
ENOUGH = steps((None, YELLOW), (0, BLUE))
# Where several collectors say it, the outer bounds.
BOUNDS = (("at least", "min", "tocsin_root_margin_letters_low"),
          ("at most", "max", "tocsin_root_margin_letters_high"))
SIZES = {"no_value": NOT_MEASURED, "mappings": NOT_MEASURED_IS_GREY}


def margin(without, way, metric, by):
    return (f'{way} by ({by}) ({metric}{{country=~"$country",without="{without}"}})')


def both_bounds(without, by):
    return " or ".join(f'label_replace({margin(without, way, metric, by)}, "bound", "{bound}", '
                       '"", "")' for bound, way, metric in BOUNDS)


def margins_now(title, description, without, by):
    """A table with a line for each name, in the order of the names."""
    shown = [column.strip() for column in by.split(",")]
    columns = {"excludeByName": {"Time": True},
               "indexByName": {name: place for place, name in enumerate(shown)},
               "renameByName": {"Value #A": "at least", "Value #B": "at most"}}
    return panel("table", title, description, "none",
                 [target(margin(without, way, metric, by), instant=True, table=True)
                  for _, way, metric in BOUNDS],
                 transformations=[{"id": "merge", "options": {}},
                                  {"id": "organize", "options": columns},
                                  {"id": "sortBy", "options": {"sort": [{"field": shown[0]}]}}],
                 options={"showHeader": True, "cellHeight": "sm"}, thresholds=ENOUGH,
                 width=12, height=12, **SIZES)


def margins_then(title, description, without, legend, by):
    return lines(title, description, "none",
                 *(target(margin(without, way, metric, by), f"{bound} {legend}")
                   for bound, way, metric in BOUNDS), height=12, **SIZES)


def today():
    by = "country, voice"
    legend = "{{country}}, one {{voice}} one voice"
    return "Today", [
        stat("Letters more than are needed", "A resolver is served fully while 8 of the 13 letters "
             "answer it. 5 is all letters, 0 is exactly enough, below 0 it is too few: the mean "
             "over the probes of a country. At least and at most: all that is missing taken as "
             "not reached, and as reached.", "none", both_bounds("nothing", by),
             legend + ", {{bound}}", thresholds=ENOUGH, width=12, **SIZES),
        stat("Probes that measured", "Of each country, and of the world.", "none",
             'max by (country, voice) (tocsin_root_margin_probes{country=~"$country",'
             'state="measured"})', legend, no_value=NOT_MEASURED),
        stat("Probes that did not", "Their countries vouch for them, and they are in no margin.",
             "none", 'max by (country, voice) (tocsin_root_margin_probes{country=~"$country",'
             'state="not_measured"})', legend, no_value=NOT_MEASURED, width=4),
        stat("Age of the table", "Who runs what, and under which jurisdiction, is a table with a "
             "date and a source for each line. Facts change: check them before you cite.", "s",
             "time() - tocsin_root_parties_as_of_timestamp_seconds", "{{instance}}", width=2),
        margins_now("Letters more than are needed, by country", "As above.", "nothing", by),
        margins_then("Letters more than are needed, in time", "Both bounds: the wider they stand, "
                     "the less is measured. Nothing is drawn where nobody measured.", "nothing",
                     legend, by)]


def withdrawal(title, what, without, says):
    by = "name, country, voice"
    return title, [
        margins_now(f"Without each {what}", f"{says} It does not say that anybody would withdraw, "
                    "could, or may: it is a sum, the same for everybody, by name and in no "
                    "ranking.", without, by),
        margins_then(f"Without each {what}, in time", f"{says} Whether routing or somebody else "
                     "would step in is not known, and not assumed.", without,
                     "{{country}} without {{name}}, one {{voice}} one voice", by)]


def any_site():
    by = "country, voice"
    says = ("Without that one site, of those at which the probes were answered, whose silence "
            "leaves fewest letters. What is left without each single one is on the collector's "
            "page /v1/dependence: sites may be thousands, so that they have no series.")
    return "Without any one site", [
        margins_now("Without any one site", says, "any_site", by),
        margins_then("Without any one site, in time", says + " Nothing is drawn where no answer "
                     "says where it comes from.", "any_site",
                     "{{country}}, one {{voice}} one voice", by)]


def root_dependence():
    rows = [today(),
            withdrawal("Without each operator", "operator", "party", "All letters that it runs are "
                       "taken as not reached. Who makes the zone and who holds its trust anchor "
                       "stand here too: without them the letters go on for as long as the last "
                       "zone holds."),
            withdrawal("Without each jurisdiction", "jurisdiction", "jurisdiction", "All letters "
                       "of the operators that have their seat there are taken as not reached."),
            any_site()]
    return dashboard("tocsin-root-dependence", "Dependence of the root",
                     "On how many letters more than are needed the root's service rests, today and "
                     "without each operator, each jurisdiction and any one site.", rows,
                     [choice("country", "Country", "label_values(tocsin_root_margin_probes, "
                             "country)")])
