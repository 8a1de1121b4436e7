"""The judges against what Prometheus could say."""

import unittest

from expectations import Expectation, Window, judge, unexplained

FAULT = Window(start=100, end=140)


def verdict(kind, times):
    return judge(Expectation("f", "so", kind, "q"), FAULT, times)


class Seen(unittest.TestCase):
    def test_fits_when_said_soon_and_forgotten_soon(self):
        self.assertTrue(verdict("seen", range(112, 150, 2)).fits)

    def test_fails_when_never_said(self):
        self.assertFalse(verdict("seen", []).fits)

    def test_fails_when_said_too_late(self):
        self.assertFalse(verdict("seen", range(132, 150, 2)).fits)

    def test_fails_when_said_before_the_fault(self):
        self.assertFalse(verdict("seen", [90, *range(112, 150, 2)]).fits)

    def test_fails_when_not_forgotten(self):
        self.assertFalse(verdict("seen", range(112, 180, 2)).fits)


class Holds(unittest.TestCase):
    def test_fits_when_true_all_the_while(self):
        self.assertTrue(verdict("holds", range(98, 144, 2)).fits)

    def test_fails_with_a_gap(self):
        self.assertFalse(verdict("holds", [*range(98, 110, 2), *range(120, 144, 2)]).fits)

    def test_late_is_asked_after_the_deadline_only(self):
        self.assertTrue(verdict("holds late", range(126, 144, 2)).fits)
        self.assertFalse(verdict("holds late", range(98, 120, 2)).fits)


class Never(unittest.TestCase):
    def test_fits_when_only_said_outside(self):
        self.assertTrue(verdict("never", [90, 150]).fits)

    def test_fails_when_said_once(self):
        self.assertFalse(verdict("never", [120]).fits)


class Unexplained(unittest.TestCase):
    windows = {"dead-letter letter=k": FAULT}

    def fired(self, server, time):
        labels = {"alertname": "RootLetterUnreachable", "server": server}
        return unexplained([(labels, [time])], self.windows)

    def test_is_no_alert_that_its_fault_explains(self):
        self.assertEqual(self.fired("k", 120), [])

    def test_is_the_same_alert_at_another_time(self):
        self.assertEqual(len(self.fired("k", 90)), 1)

    def test_is_the_same_alert_after_the_deadline(self):
        self.assertEqual(self.fired("k", 168), [])
        self.assertEqual(len(self.fired("k", 172)), 1)

    def test_is_an_alert_of_another_letter(self):
        self.assertEqual(len(self.fired("a", 120)), 1)


if __name__ == "__main__":
    unittest.main()
