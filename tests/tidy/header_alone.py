"""Does the build find a header that does not compile alone? A small project of one folder, made
with the project's own cmake/folder.cmake, holds a header that forgot an include, and then one that
did not.

usage: header_alone.py CMAKE CXX_COMPILER
"""

import subprocess
import sys
import tempfile
import unittest
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
CMAKE, COMPILER = sys.argv[1:3]

PROJECT = f"""
cmake_minimum_required(VERSION 3.25)
project(planted LANGUAGES CXX)
set(CMAKE_VERIFY_INTERFACE_HEADER_SETS ON)
add_library(tocsin.flags INTERFACE)
include({ROOT}/cmake/folder.cmake)
tocsin_add_folders(core)
"""
FORGETFUL = "#pragma once\ninline std::string name() { return {}; }\n"


def builds(header):
    """Whether the header verifies when its source includes <string> before it."""
    with tempfile.TemporaryDirectory() as folder:
        core = Path(folder, "core")
        core.mkdir()
        Path(folder, "CMakeLists.txt").write_text(PROJECT)
        (core / "CMakeLists.txt").write_text("tocsin_folder(HEADERS name.h SOURCES name.cc)\n")
        (core / "name.h").write_text(header)
        (core / "name.cc").write_text('#include <string>\n#include "core/name.h"\n')
        configure = [CMAKE, "-G", "Ninja", f"-DCMAKE_CXX_COMPILER={COMPILER}", "-B", "build"]
        run(configure, folder).check_returncode()
        run([CMAKE, "--build", "build"], folder).check_returncode()
        target = "all_verify_interface_header_sets"
        return run([CMAKE, "--build", "build", "--target", target], folder).returncode == 0


def run(command, folder):
    return subprocess.run(command, cwd=folder, stdout=subprocess.DEVNULL, check=False)


class HeaderAlone(unittest.TestCase):
    def test_a_header_that_forgot_an_include_fails(self):
        self.assertFalse(builds(FORGETFUL))

    def test_a_header_with_its_include_passes(self):
        self.assertTrue(builds(FORGETFUL.replace("once", "once\n#include <string>")))


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
