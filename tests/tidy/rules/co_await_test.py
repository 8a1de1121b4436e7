import unittest

from rules import co_await
from tree import made_up


def sins(statement):
    body = "asio::awaitable<void> run() {\n  " + statement + "\n}\n"
    return list(co_await.check(made_up({"core/net/run.cc": body})))


class CoAwait(unittest.TestCase):
    def test_finds_each_form_that_is_miscompiled(self):
        for statement in [
            "co_await f(Agg{.a = s});",
            "co_await f({s, s});",
            "co_await f([s]() { return s; });",
            "Agg x{.a = co_await s()};",
            "Agg x = {{co_await s()}};",
            "co_return Agg{.a = co_await s()};",
            "if (auto s = co_await f(Agg{s})) return;",
            "if (auto s = co_await f(Agg{s})) { go(); }",
            "for (auto x : co_await f(Agg{s})) go(x);",
            "x = Agg{s} + co_await f();",
            "g(co_await f(), std::vector<int>{1});",
            "while (ready) co_await f({});",
            "auto x = co_await g(f()[Agg{1}]);",
        ]:
            with self.subTest(statement):
                self.assertEqual([2], [sin.line for sin in sins(statement)])

    def test_leaves_what_is_sound_alone(self):
        for statement in [
            "Agg a{.a = s}; co_await f(std::move(a));",
            "if (co_await f()) { go(); } else { stay(); }",
            "while (co_await f()) { go(); }",
            "for (auto& x : co_await f()) { go(x); }",
            "for (auto x = co_await f(); x; ++x) { Agg{1}; }",
            "switch (co_await f()) { case 1: { break; } }",
            "if (ready) { co_await f(); }",
            "if (Agg{1}) co_await f();",
            "do { co_await f(); } while (Agg{1});",
            "spawn([&]() -> asio::awaitable<void> { co_await f(); });",
            "spawn([&] { return 1; }); co_await f();",
            "try { co_await f(); } catch (const E&) { stop(); }",
            "{ co_await f(); }",
            'const char* s = "{ co_await"; // { co_await }',
            "case 1: { co_return co_await f(a, b[1], g(c)); }",
        ]:
            with self.subTest(statement):
                self.assertEqual([], sins(statement))

    def test_a_statement_ends_where_the_block_before_it_ends(self):
        self.assertEqual([], sins("if (x) {\n}\nco_await f();"))
        self.assertEqual([], sins("auto f = Agg{1};\nco_await g(f);"))


if __name__ == "__main__":
    unittest.main()
