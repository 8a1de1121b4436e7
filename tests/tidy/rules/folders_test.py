import unittest

from rules import folders
from tree import made_up


def sins(path, text=""):
    architecture = "| `dns` | names |\n"
    return list(folders.check(made_up({path: text, folders.ARCHITECTURE: architecture})))


class Folders(unittest.TestCase):
    def test_finds_a_new_folder_in_the_root(self):
        self.assertEqual(1, len(sins("src/main.cc")))
        self.assertEqual([], sins("dev"))

    def test_finds_a_core_folder_that_nobody_justified(self):
        self.assertEqual(1, len(sins("core/zone/zone.h")))
        self.assertEqual([], sins("core/dns/name.h"))

    def test_finds_a_readme_that_became_a_manual(self):
        self.assertEqual(1, len(sins("tests/lab/README.md", "x\n" * 41)))
        self.assertEqual([], sins("tests/lab/README.md", "x\n" * 40))
        self.assertEqual([], sins("README.md", "x\n" * 41))


if __name__ == "__main__":
    unittest.main()
