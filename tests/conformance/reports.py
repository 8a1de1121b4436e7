"""The report of a bundle in six languages, read by Python's own HTML parser: every element ends,
nothing is fetched, no line of Arabic turns a date around, and the figures are the same in all."""

import argparse
import os
import re
import subprocess
import sys
import tempfile
import unittest
from html.parser import HTMLParser

WRITER = ""
LANGUAGES = ("en", "fr", "es", "ru", "zh", "ar")
EMPTY = {"meta", "br"}  # elements without an end
FETCHING = {"src", "href", "srcset", "action", "data", "poster", "background"}
ISOLATE, POP = "\u2066", "\u2069"
DATE = re.compile(r"\d{4}-\d{2}-\d{2}(?: \d{2}:\d{2}(?::\d{2})?)?")


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.open, self.tags, self.faults = [], [], []
        self.texts = []  # of each element that has some: path, text
        self.feed(text)
        self.close()
        self.faults += [f"<{tag}> does not end" for tag in self.open]

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        if tag not in EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> ends nothing")

    def handle_data(self, data):
        if data.strip() and self.open[-1:] != ["style"]:
            self.texts.append((tuple(self.open), data))

    def cells(self):
        return [text for path, text in self.texts if "td" in path]

    def root(self):
        return next(attributes for tag, attributes in self.tags if tag == "html")


def faults_of_isolates(text):
    """Dates outside of an isolate, and isolates that do not end in their text."""
    depth, faults, inside = 0, [], []
    for sign in text:
        depth += (sign == ISOLATE) - (sign == POP)
        inside.append(depth > 0)
        if depth < 0:
            faults.append("ends no isolate")
    if depth > 0:
        faults.append("does not end an isolate")
    faults += [f"{found[0]} can be turned" for found in DATE.finditer(text)
               if not inside[found.start()]]
    return faults


def figures(text):
    return re.findall(r"\d+", text)


class Reports(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        with tempfile.TemporaryDirectory() as folder:
            subprocess.run([WRITER, folder], check=True)
            cls.texts = {}
            for language in LANGUAGES:
                path = os.path.join(folder, f"report.{language}.html")
                with open(path, encoding="utf-8") as page:
                    cls.texts[language] = page.read()
        cls.pages = {language: Page(text) for language, text in cls.texts.items()}

    def test_every_element_ends_where_it_began(self):
        for language, page in self.pages.items():
            self.assertEqual(page.faults, [], language)

    def test_nothing_is_fetched_and_nothing_runs(self):
        for language, page in self.pages.items():
            for tag, attributes in page.tags:
                self.assertNotIn(tag, ("script", "link", "iframe", "object", "img", "use"))
                self.assertFalse(FETCHING & set(attributes), (tag, attributes))
                self.assertFalse([name for name in attributes if name.startswith("on")])
            self.assertNotRegex(self.texts[language], r"url\(|@import|https?:")

    def test_language_and_direction_are_said(self):
        for language, page in self.pages.items():
            self.assertEqual(page.root()["lang"], language)
            self.assertEqual(page.root()["dir"], "rtl" if language == "ar" else "ltr")

    def test_each_says_first_that_nobody_has_reviewed_it(self):
        for language, page in self.pages.items():
            first = next(path for path, _ in page.texts if "body" in path)
            self.assertEqual(first, ("html", "body", "div", "div", "p"), language)

    def test_no_line_of_arabic_turns_a_date_around(self):
        for _, text in self.pages["ar"].texts:
            self.assertEqual(faults_of_isolates(text), [], text)

    def test_the_figures_are_the_same_in_all(self):
        expected = [figures(cell) for cell in self.pages["en"].cells()]
        self.assertGreater(sum(map(len, expected)), 100)
        for language, page in self.pages.items():
            self.assertEqual([figures(cell) for cell in page.cells()], expected, language)

    def test_times_are_the_same_in_all(self):
        expected = sorted(DATE.findall(self.texts["en"]))
        for language in LANGUAGES:
            self.assertEqual(sorted(DATE.findall(self.texts[language])), expected, language)

    def test_the_check_of_isolates_finds_what_it_is_for(self):
        self.assertEqual(faults_of_isolates("2026-01-01"), ["2026-01-01 can be turned"])
        self.assertEqual(faults_of_isolates(f"{ISOLATE}2026-01-01"), ["does not end an isolate"])
        self.assertEqual(faults_of_isolates(f"{ISOLATE}2026-01-01{POP}"), [])

    def test_the_parser_finds_what_does_not_end(self):
        self.assertEqual(Page("<p><b></p>").faults, ["</p> ends nothing", "<p> does not end"])


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--writer", required=True)
    arguments = parser.parse_args()
    WRITER = arguments.writer
    unittest.main(argv=sys.argv[:1])
