import unittest

from rules import booleans
from tree import made_up


def sins(text, path="core/dns/query.h"):
    return [sin.line for sin in booleans.check(made_up({path: text}))]


class Booleans(unittest.TestCase):
    def test_finds_a_boolean_parameter(self):
        for text in [
            "Bytes build(Name name, bool dnssec_ok);",
            "explicit Query(bool recursion = false);",
            "void set(const bool on);",
            "Result<int> run(int a,\n    bool b);",
        ]:
            with self.subTest(text):
                self.assertEqual([1], sins(text))

    def test_a_boolean_elsewhere_passes(self):
        for text in [
            "bool is_root() const;",
            "Target into(bool& given);",
            "struct Options { bool verbose = false; };",
            "std::map<int, bool> seen(int a);",
            "void each(std::function<bool(int)> predicate);",
            "explicit(true) Query(int a);",
        ]:
            with self.subTest(text):
                self.assertEqual([], sins(text))

    def test_sources_have_their_own_matters(self):
        self.assertEqual([], sins("static void f(bool b) {}", "core/dns/query.cc"))


if __name__ == "__main__":
    unittest.main()
