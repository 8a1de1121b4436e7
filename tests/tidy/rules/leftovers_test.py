import unittest

from rules import leftovers
from tree import made_up


def sins(line, path="docs/testing.md"):
    return list(leftovers.check(made_up({path: "first\n" + line + "\n"})))


class Leftovers(unittest.TestCase):
    def test_finds_a_marker(self):
        self.assertEqual([2], [sin.line for sin in sins("// TO" + "DO: later")])
        self.assertEqual(1, len(sins("# FIX" + "ME")))

    def test_a_word_that_holds_one_passes(self):
        self.assertEqual([], sins("TODOS HACKED XXXL"))

    def test_finds_a_path_of_one_machine(self):
        self.assertEqual(1, len(sins('include "/work' + '/tree/core"')))
        self.assertEqual(1, len(sins("cd /home" + "/ada/tocsin")))

    def test_paths_of_every_machine_pass(self):
        self.assertEqual([], sins("/var/lib/tocsin /usr/bin/python3 ./work/x $HOME/work/x"))
        self.assertEqual([], sins("the root is /run/netns; see docs/work/done"))


if __name__ == "__main__":
    unittest.main()
