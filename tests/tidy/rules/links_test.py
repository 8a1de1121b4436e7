import unittest

from rules import links
from tree import made_up


def sins(text):
    return list(links.check(made_up({
        "docs/testing.md": "# Testing\n\n" + text,
        "docs/formats/payload.md": "",
        "dev": "",
    })))


class Links(unittest.TestCase):
    def test_finds_a_link_that_leads_nowhere(self):
        self.assertEqual([3], [sin.line for sin in sins("[a](formats/envelope.md)")])

    def test_links_to_files_folders_and_elsewhere_pass(self):
        for text in ["[a](formats/payload.md#columns)", "[a](formats/)", "[a](../dev)",
                     "[a](https://example.net/x.md)", "[a](#here)", "a[0](x + 1)"]:
            with self.subTest(text):
                self.assertEqual([], sins(text))


if __name__ == "__main__":
    unittest.main()
