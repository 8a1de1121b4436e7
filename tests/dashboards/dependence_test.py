"""The dashboard of dependence: what its panels show, of worlds in which margins are known."""

import re
import unittest

from dashboard_test import sample, shipped, without_variables
from lint import expressions_of, panels_of
from world import World

DASHBOARD = shipped("root-dependence")
LOW, HIGH = "tocsin_root_margin_letters_low", "tocsin_root_margin_letters_high"


def panel(title):
    return next(each for each in panels_of(DASHBOARD) if each["title"] == title)


def expressions(title):
    return [without_variables(each["expr"]) for each in panel(title)["targets"]]


def labels(**values):
    return "{" + ",".join(f'{name}="{text}"' for name, text in values.items()) + "}"


class Margins(World):
    """`margins`: of a country (its voice is its probes') without somebody, both bounds."""

    def __init__(self, *margins, collectors=("geneva",)):
        super().__init__(countries=(), collectors=collectors)
        for country, without, name, low, high in margins:
            of = {"country": country, "voice": "probe", "without": without, "name": name}
            self.always(LOW, low, **of)
            self.always(HIGH, high, **of)

    def shows(self, expr, *expected):
        return self.fails_to({"promql_expr_test": [
            {"expr": expr, "eval_time": "2m",
             "exp_samples": [{"labels": labels(**of), "value": value} for of, value in expected]}]})


class Shown(unittest.TestCase):
    def assert_shows(self, world, expr, *expected):
        self.assertIsNone(world.shows(expr, *expected))

    def test_today_has_both_bounds_of_each_country(self):
        world = Margins(("NO", "nothing", "", 4, 5), ("world", "nothing", "", -1, 0.5),
                        ("NO", "party", "North", -8, -7))
        [expr] = expressions("Letters more than are needed")
        self.assert_shows(
            world, expr,
            ({"country": "NO", "voice": "probe", "bound": "at least"}, 4),
            ({"country": "NO", "voice": "probe", "bound": "at most"}, 5),
            ({"country": "world", "voice": "probe", "bound": "at least"}, -1),
            ({"country": "world", "voice": "probe", "bound": "at most"}, 0.5))

    def test_without_each_operator_is_a_line_for_each(self):
        world = Margins(("NO", "nothing", "", 4, 5), ("NO", "party", "North", -8, -7),
                        ("NO", "party", "South", 3, 4), ("NO", "jurisdiction", "NO", -8, -7))
        low, high = expressions("Without each operator")
        north = {"country": "NO", "voice": "probe", "name": "North"}
        south = {"country": "NO", "voice": "probe", "name": "South"}
        self.assert_shows(world, low, (north, -8), (south, 3))
        self.assert_shows(world, high, (north, -7), (south, 4))

    def test_a_jurisdiction_is_no_country_that_measures(self):
        world = Margins(("NO", "jurisdiction", "SE", 1, 2), ("SE", "jurisdiction", "NO", 3, 4))
        low, _ = expressions("Without each jurisdiction")
        self.assert_shows(world, low,
                          ({"country": "NO", "voice": "probe", "name": "SE"}, 1),
                          ({"country": "SE", "voice": "probe", "name": "NO"}, 3))

    def test_a_country_that_did_not_measure_is_not_zero(self):
        world = Margins(("NO", "any_site", "", 3, 5))
        world.always("tocsin_root_margin_probes", 0, country="SE", voice="probe", state="measured")
        for title in ("Letters more than are needed, in time", "Without each operator"):
            for expr in expressions(title):
                self.assert_shows(world, expr)
        for each in panels_of(DASHBOARD):
            self.assertIn(each["fieldConfig"]["defaults"]["noValue"],
                          ("not measured", "no measurements"))

    def test_of_two_collectors_the_outer_bounds_are_shown(self):
        world = Margins(("NO", "any_site", "", 3, 5), collectors=("geneva", "nairobi"))
        world.series = {key: value if "geneva" in key else (1, 1, 1)
                        for key, value in world.series.items()}
        low, high = expressions("Without any one site")
        norway = {"country": "NO", "voice": "probe"}
        self.assert_shows(world, low, (norway, 1))
        self.assert_shows(world, high, (norway, 5))


class AllAlike(unittest.TestCase):
    def test_nobody_is_named_but_by_the_exporter(self):
        for title, expr in expressions_of(DASHBOARD):
            for name in ("country", "name"):
                said = re.findall(rf'\b{name}\s*(?:=~|!~|!=|=)\s*"([^"]*)"', expr)
                self.assertLessEqual(set(said), {"$country"}, title)

    def test_everything_that_the_exporter_takes_away_is_shown(self):
        exported = set(re.findall(r'without="(\w+)"', sample("page")))
        shown = {each for _, expr in expressions_of(DASHBOARD)
                 for each in re.findall(r'without="(\w+)"', expr)}
        self.assertEqual(exported, {"nothing", "party", "jurisdiction", "any_site"})
        self.assertEqual(shown, exported)

    def test_both_bounds_stand_in_every_panel_of_margins(self):
        for each in panels_of(DASHBOARD):
            text = " ".join(target["expr"] for target in each["targets"])
            self.assertEqual(LOW in text, HIGH in text, each["title"])

    def test_one_colour_scheme_is_for_everybody(self):
        schemes = [each["fieldConfig"]["defaults"]["thresholds"] for each in panels_of(DASHBOARD)
                   if each["type"] == "table"]
        self.assertEqual(len(schemes), 4)
        self.assertTrue(all(each == schemes[0] for each in schemes))


if __name__ == "__main__":
    unittest.main()
