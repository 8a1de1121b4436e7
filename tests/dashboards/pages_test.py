"""Every alert says what a person needs at three in the morning."""

import unittest

import yaml

from world import PROMETHEUS

RUNBOOKS = PROMETHEUS.parent / "runbooks"
INSTALLED = "file:///usr/share/doc/tocsin/runbooks/"


def alerts():
    groups = yaml.safe_load((PROMETHEUS / "alerts.yml").read_text())["groups"]
    return [rule for group in groups for rule in group["rules"]]


class Pages(unittest.TestCase):
    def test_every_alert_has_its_words(self):
        for alert in alerts():
            self.assertIn(alert["labels"]["severity"], ("critical", "warning"), alert["alert"])
            self.assertLess(len(alert["annotations"]["summary"]), 90, alert["alert"])
            self.assertTrue(alert["annotations"]["description"].endswith("."), alert["alert"])

    def test_every_alert_has_a_page_and_every_page_an_alert(self):
        names = {alert["alert"] for alert in alerts()}
        self.assertEqual(names, {page.stem for page in RUNBOOKS.glob("*.md")})
        for alert in alerts():
            self.assertEqual(alert["annotations"]["runbook_url"],
                             f"{INSTALLED}{alert['alert']}.md")

    def test_every_page_begins_with_the_name_of_its_alert(self):
        for page in RUNBOOKS.glob("*.md"):
            self.assertEqual(page.read_text().splitlines()[0], f"# {page.stem}")


if __name__ == "__main__":
    unittest.main()
