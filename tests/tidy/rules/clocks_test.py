import unittest

from rules import clocks
from tree import made_up


def sins(statement, path="probes/engine/udp.cc"):
    return list(clocks.check(made_up({path: f"void f() {{\n  {statement}\n}}\n"})))


class Clocks(unittest.TestCase):
    def test_finds_each_way_to_ask_the_time(self):
        for statement in [
            "auto t = std::chrono::system_clock::now();",
            "auto t = std::chrono::steady_clock::now();",
            "clock_gettime(CLOCK_REALTIME, &t);",
            "::gettimeofday(&t, nullptr);",
            "auto t = time(nullptr);",
            "return std::time(nullptr);",
        ]:
            with self.subTest(statement):
                self.assertEqual([2], [sin.line for sin in sins(statement)])

    def test_finds_each_way_to_ask_for_randomness(self):
        for statement in [
            "std::random_device device;",
            "int x = rand();",
            "getrandom(p, n, 0);",
            "RAND_bytes(p, n);",
        ]:
            with self.subTest(statement):
                self.assertEqual(1, len(sins(statement)))

    def test_words_that_only_look_alike_pass(self):
        for statement in [
            "auto t = clock.monotonic();",
            "std::chrono::system_clock::time_point t;",
            "auto t = record.time();",
            "WallTime time(Seconds s);",
            "// calls clock_gettime(x)",
            'log("time(nullptr)");',
            "auto t = dns::random(seed);",
        ]:
            with self.subTest(statement):
                self.assertEqual([], sins(statement))

    def test_core_system_is_where_they_live(self):
        self.assertEqual([], sins("clock_gettime(CLOCK_REALTIME, &t);", "core/system/clock.cc"))

    def test_timers_of_core_net_read_the_steady_clock_and_no_other(self):
        self.assertEqual([], sins("std::chrono::steady_clock::now();", "core/net/deadline.cc"))
        self.assertEqual(1, len(sins("std::chrono::system_clock::now();", "core/net/a.cc")))


if __name__ == "__main__":
    unittest.main()
