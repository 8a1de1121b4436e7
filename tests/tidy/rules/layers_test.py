import unittest

import table
from rules import layers
from tree import made_up

TABLE = """
[edges]
core/base:
core/dns: core/base
core/system: core/base
probes/engine: core/*
daemon/live: core/base
tests/support: core/*
tests/lab/cage: tests/lab/model
tests/lab/model: core/base
[pure]
core/dns
"""


def sins(path, include):
    return [str(sin) for sin in layers.check(made_up({
        table.PATH: TABLE,
        "core/base/bytes.h": "",
        "core/dns/name.h": "",
        "core/system/real_clock.h": "",
        "tests/unit/core/dns/names.h": "",
        "probes/engine/probe.h": "",
        "tests/support/server.h": "",
        "tests/lab/cage/agent.h": "",
        path: f'// a line before\n#include "{include}"\n',
    }))]


class Layers(unittest.TestCase):
    def test_core_never_includes_a_program(self):
        self.assertEqual(
            ["core/dns/reply.cc:2: layer: core/dns may not include probes/engine"
             " (tests/tidy/layers.txt)"],
            sins("core/dns/reply.cc", "probes/engine/probe.h"))

    def test_an_edge_of_the_table_is_allowed(self):
        self.assertEqual([], sins("core/dns/reply.cc", "core/base/bytes.h"))
        self.assertEqual([], sins("core/dns/reply.cc", "core/dns/name.h"))
        self.assertEqual([], sins("probes/engine/udp/a.cc", "core/dns/name.h"))

    def test_an_edge_does_not_run_backwards(self):
        self.assertEqual(1, len(sins("core/base/hex.cc", "core/dns/name.h")))
        self.assertEqual(1, len(sins("daemon/live/state.cc", "probes/engine/probe.h")))

    def test_a_path_starts_at_the_root(self):
        self.assertEqual(1, len(sins("core/base/bytes.cc", "bytes.h")))

    def test_a_folder_that_the_table_forgot_is_named(self):
        self.assertEqual(1, len(sins("core/new/thing.cc", "core/base/bytes.h")))

    def test_a_unit_test_sees_what_its_folder_sees(self):
        self.assertEqual([], sins("tests/unit/core/dns/name_test.cc", "core/dns/name.h"))
        self.assertEqual([], sins("tests/unit/core/dns/name_test.cc", "core/base/bytes.h"))
        self.assertEqual([], sins("tests/unit/core/dns/name_test.cc", "tests/support/server.h"))
        self.assertEqual(1, len(sins("tests/unit/core/base/a_test.cc", "core/dns/name.h")))

    def test_unit_tests_share_along_the_edges_of_what_they_test(self):
        names = "tests/unit/core/dns/names.h"
        self.assertEqual([], sins("tests/unit/probes/engine/a_test.cc", names))
        self.assertEqual(1, len(sins("tests/unit/core/base/a_test.cc", names)))

    def test_only_a_folder_with_io_is_tested_on_the_real_clock(self):
        clock = "core/system/real_clock.h"
        self.assertEqual([], sins("tests/unit/daemon/live/a_test.cc", clock))
        self.assertEqual(1, len(sins("tests/unit/core/dns/name_test.cc", clock)))

    def test_the_labs_own_unit_tests_see_the_lab(self):
        self.assertEqual([], sins("tests/unit/lab/agent_test.cc", "tests/lab/cage/agent.h"))
        self.assertEqual(1, len(sins("tests/unit/lab/agent_test.cc", "core/dns/name.h")))


if __name__ == "__main__":
    unittest.main()
