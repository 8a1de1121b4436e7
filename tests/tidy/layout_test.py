import tempfile
import unittest
from pathlib import Path

import layout
import tidy


def passes(text):
    """Judged by the project's .clang-format, whose own folder is above the file's."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "name.cc")
        source.write_text(text)
        Path(folder, ".clang-format").write_text((tidy.ROOT / ".clang-format").read_text())
        return layout.is_formatted([str(source)])


def go_passes(text):
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "name.go")
        source.write_text(text)
        return layout.is_go_formatted([str(source)])


class Layout(unittest.TestCase):
    def test_a_source_that_was_not_formatted_fails(self):
        self.assertFalse(passes("int  f( int a ){return a;}\n"))

    def test_the_same_source_formatted_passes(self):
        self.assertTrue(passes("int f(int a) {\n  return a;\n}\n"))

    def test_go_is_judged_by_gofmt(self):
        self.assertFalse(go_passes("package name\n\nfunc f(a int) int {\n  return a\n}\n"))
        self.assertFalse(go_passes("package name\n\nfunc f(\n"))
        self.assertTrue(go_passes("package name\n\nfunc f(a int) int {\n\treturn a\n}\n"))


if __name__ == "__main__":
    unittest.main()
