import unittest

from rules import names
from tree import made_up


def sins(path, text=""):
    return list(names.check(made_up({path: text})))


class Names(unittest.TestCase):
    def test_finds_files_and_folders_without_a_noun(self):
        for path in ["core/common/x.h", "core/dns/utils.h", "core/dns/name_helpers.cc"]:
            with self.subTest(path):
                self.assertEqual(1, len(sins(path)))

    def test_finds_types_without_a_noun(self):
        for text in ["class SpoolManager {", "struct ServerImpl;", "class AbstractServer {",
                     "namespace utils {", "using Impl_ = int; enum class NameHelper {"]:
            with self.subTest(text):
                self.assertEqual(1, len(sins("core/dns/name.h", text)))

    def test_nouns_pass(self):
        self.assertEqual([], sins("core/dns/commons.h", "class Manager_of {}; Implicit x;"))
        self.assertEqual([], sins("core/dns/name.h", "// class SpoolManager\nclass Spool {"))


if __name__ == "__main__":
    unittest.main()
