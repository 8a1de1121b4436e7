import unittest

from rules import listed
from tree import made_up


def sins(cmake, path="core/dns/name.h", where="core/dns/CMakeLists.txt"):
    return list(listed.check(made_up({path: "", where: cmake})))


class Listed(unittest.TestCase):
    def test_finds_a_header_that_nothing_builds(self):
        self.assertEqual(1, len(sins("tocsin_folder(HEADERS surname.h SOURCES name.cc)")))

    def test_a_header_in_its_folders_list_passes(self):
        self.assertEqual([], sins("tocsin_folder(HEADERS name.h surname.h)"))
        self.assertEqual([], sins("tocsin_folder(\n  HEADERS\n  name.h)"))

    def test_a_unit_test_keeps_its_own_headers(self):
        self.assertEqual([], sins("", "tests/unit/core/dns/peer.h"))
        self.assertEqual(1, len(sins("", "tests/unit/core/dns/peer.cc")))
        self.assertEqual(1, len(sins("", "tests/support/dns/peer.h")))

    def test_finds_a_go_file_that_the_build_does_not_know(self):
        path, where = "tests/conformance/reader/main.go", "tests/conformance/CMakeLists.txt"
        self.assertEqual(1, len(sins("set(sources reader/tree.go)", path, where)))
        self.assertEqual([], sins("set(sources reader/main.go reader/tree.go)", path, where))

    def test_a_list_above_names_the_way_down(self):
        self.assertEqual([], sins("HEADERS dns/name.h", where="core/CMakeLists.txt"))
        self.assertEqual(1, len(sins("HEADERS name.h", where="core/CMakeLists.txt")))


if __name__ == "__main__":
    unittest.main()
