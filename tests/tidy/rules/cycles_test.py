import unittest

import table
from rules import cycles
from tree import made_up

TABLE = "[edges]\na:\nb:\nc:\n".replace("a:", "core/a:").replace("b:", "core/b:").replace(
    "c:", "core/c:")


def sins(*edges):
    texts = {table.PATH: TABLE}
    for source, target in edges:
        path = f"core/{source}/uses_{target}.h"
        texts[path] = f'#include "core/{target}/thing.h"\n'
    return [sin.why for sin in cycles.check(made_up(texts))]


class Cycles(unittest.TestCase):
    def test_names_a_circle_of_three(self):
        self.assertEqual(
            ["closes the circle core/a -> core/b -> core/c -> core/a"],
            sins(("a", "b"), ("b", "c"), ("c", "a")))

    def test_two_ways_to_one_folder_are_no_circle(self):
        self.assertEqual([], sins(("a", "b"), ("b", "c"), ("a", "c"), ("a", "a")))


if __name__ == "__main__":
    unittest.main()
