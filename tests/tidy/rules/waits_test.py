import unittest

from rules import waits
from tree import made_up


def sins(statement, path="tests/unit/core/net/task_test.cc"):
    return list(waits.check(made_up({path: statement})))


class Waits(unittest.TestCase):
    def test_finds_a_sleep(self):
        self.assertEqual(1, len(sins("std::this_thread::sleep_for(100ms);")))
        self.assertEqual(1, len(sins("sleep(1);", "probes/main/main.cc")))

    def test_a_word_is_no_sleep(self):
        self.assertEqual([], sins("bool sleep = true; // sleep(1)"))
        self.assertEqual([], sins("co_await sleep_until(clock, schedule.next_due());"))

    def test_the_one_polling_wait_may(self):
        self.assertEqual([], sins("std::this_thread::sleep_for(5ms);", "tests/support/wait.cc"))


if __name__ == "__main__":
    unittest.main()
