import unittest

from rules import lengths
from tree import made_up


def sins(text, path="core/dns/reply.cc"):
    return [(sin.line, sin.why) for sin in lengths.check(made_up({path: text}))]


def function(head, lines):
    """A function of exactly so many lines."""
    return head + " {\n" + "  step();\n" * (lines - 2) + "}\n"


class Lengths(unittest.TestCase):
    def test_a_function_of_71_lines_is_one_too_long(self):
        self.assertEqual(
            [(2, "function of 71 lines, at most 70")],
            sins("#pragma once\n" + function("void run()", 71)))

    def test_a_function_of_70_lines_passes(self):
        self.assertEqual([], sins("namespace x {\n" + function("int run() const", 70) + "}\n"))

    def test_a_signature_counts(self):
        self.assertEqual(1, len(sins("void\n" + function("run(int a)", 70))))

    def test_sees_methods_constructors_and_trailing_types(self):
        for head in [
            "Name::Name(int a) : a_(a), b_{1}",
            "auto run() -> asio::awaitable<void>",
            "TEST(Reply, IsRead)",
            "template <class T> bool operator==(T a, T b) noexcept",
        ]:
            with self.subTest(head):
                text = "class X : public Y {\n public:\n" + function(head, 71) + "};\n"
                self.assertEqual(1, len(sins(text)))

    def test_a_table_is_no_function(self):
        self.assertEqual([], sins("const Row rows[] = {\n" + "  {1, f(2)},\n" * 100 + "};\n"))

    def test_many_short_functions_are_fine(self):
        self.assertEqual([], sins("class X {\n" + function("void run()", 60) * 3 + "};\n"))

    def test_a_file_of_501_lines_is_one_too_long(self):
        self.assertEqual([(501, "file of 501 lines, at most 500")], sins("int x;\n" * 501))
        self.assertEqual([], sins("int x;\n" * 500))

    def test_counts_python_too(self):
        text = "def run():\n" + "    step()\n" * 70
        self.assertEqual(1, len(sins(text, "tests/conformance/check.py")))
        self.assertEqual([], sins(text.replace("    step()\n", "", 1), "tests/a/check.py"))

    def test_counts_go_too(self):
        text = "package a\n\nfunc (t *tree) run(\n\ta int) {\n" + "\tstep()\n" * 68 + "}\n"
        self.assertEqual(
            [(3, "function of 71 lines, at most 70")], sins(text, "tests/conformance/a/run.go"))
        self.assertEqual([], sins(text.replace("\tstep()\n", "", 1), "tests/conformance/a/run.go"))

    def test_a_line_has_100_columns(self):
        self.assertEqual([(1, "101 columns of 100")], sins("#" * 101 + "\n", "dev"))
        self.assertEqual([], sins("#" * 100 + "\n", "dev"))


if __name__ == "__main__":
    unittest.main()
