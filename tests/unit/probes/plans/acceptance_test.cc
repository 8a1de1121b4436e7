#include "probes/plans/acceptance.h"

#include <gtest/gtest.h>

#include <functional>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using plan::Check;
using plan::Plan;

TEST(Acceptable, TakesThePlansThatAreCompiledIn) {
  for (const auto& plan : plan::every_plan()) {
    EXPECT_EQ(why_not(plan), std::nullopt) << plan.name;
  }
}

TEST(Acceptable, TakesLessOfAPlanAndItsEnd) {
  auto rarer = plan::identity();
  rarer.measures[0].udp_every = 1h;
  EXPECT_EQ(why_not(rarer), std::nullopt);
  auto fewer = plan::rssac047();
  fewer.measures.pop_back();
  EXPECT_EQ(why_not(fewer), std::nullopt);
  auto ended = plan::spec10();
  ended.measures.clear();
  EXPECT_EQ(why_not(ended), std::nullopt);
  auto slower = plan::watch();
  slower.measures[0].udp_every = 60s;
  EXPECT_EQ(why_not(slower), std::nullopt);
  slower.fleet = 960;
  EXPECT_EQ(why_not(slower), std::nullopt);
}

struct Hostile {
  const char* name;
  Plan plan;
  std::function<void(Plan&)> change;
  const char* why;
};

void PrintTo(const Hostile& hostile, std::ostream* out) {
  *out << hostile.name;
}

class Acceptance : public testing::TestWithParam<Hostile> {};

TEST_P(Acceptance, RefusesWhatWouldAskMoreOrWatchLess) {
  auto plan = GetParam().plan;
  GetParam().change(plan);
  EXPECT_EQ(why_not(plan), GetParam().why);
}

auto measure(void (*change)(plan::Measure&)) {
  return [change](Plan& plan) { change(plan.measures[0]); };
}

const Hostile hostile_plans[] = {
    {"unknown", plan::watch(), [](Plan& p) { p.name = "flood"; }, "is unknown here"},
    {"watch_off", plan::watch(), [](Plan& p) { p.measures.clear(); }, "switches the watch off"},
    {"thousand_a_second",
     plan::watch(),
     measure([](plan::Measure& m) { m.udp_every = 1ms; }),
     "asks for soa more often than compiled in"},
    {"tcp_flood",
     plan::watch(),
     measure([](plan::Measure& m) { m.tcp_every = 59s; }),
     "asks for soa more often than compiled in"},
    {"tcp_where_there_is_none",
     plan::identity(),
     measure([](plan::Measure& m) { m.tcp_every = 1h; }),
     "asks for identity more often than compiled in"},
    {"once_in_two_days",
     plan::identity(),
     measure([](plan::Measure& m) { m.udp_every = 48h; }),
     "asks for identity more seldom than once a day"},
    {"once_in_292_years",
     plan::resolver(),
     measure([](plan::Measure& m) { m.udp_every = Duration::max(); }),
     "asks for resolver more seldom than once a day"},
    {"more_tcp",
     plan::spec10(),
     measure([](plan::Measure& m) { m.tcp_one_in = 2; }),
     "asks for tld over TCP more often than compiled in"},
    {"other_check",
     plan::watch(),
     [](Plan& p) { p.measures.push_back(plan::spec10().measures[0]); },
     "asks for tld, which it has nothing to do with"},
    {"twice",
     plan::watch(),
     [](Plan& p) { p.measures.push_back(p.measures[0]); },
     "asks for soa twice"},
    {"watch_all_but_off",
     plan::watch(),
     measure([](plan::Measure& m) { m.udp_every = 61s; }),
     "takes soa out of the watch"},
    {"watch_without_tcp",
     plan::watch(),
     measure([](plan::Measure& m) { m.tcp_every = 0s; }),
     "takes soa out of the watch"},
    {"watch_batches",
     plan::watch(),
     [](Plan& p) { p.batch_every = 11s; },
     "closes the watch's batches too rarely"},
    {"a_fleet_beyond_measure",
     plan::watch(),
     [](Plan& p) { p.fleet = 961; },
     "counts so many probes that it ends the watch"},
    {"a_fleet_of_its_own",
     plan::spec10(),
     [](Plan& p) { p.fleet = 300; },
     "counts probes, which is the watch's to do"},
    {"slow_answers_are_timeouts",
     plan::watch(),
     [](Plan& p) { p.timeout = 1s; },
     "waits otherwise than compiled in"},
    {"late_answers_are_none",
     plan::rssac047(),
     [](Plan& p) { p.timeout = 10s; },
     "waits otherwise than compiled in"},
    {"deaf_to_second_answers",
     plan::watch(),
     [](Plan& p) { p.listen_on = 0s; },
     "listens on otherwise than compiled in"},
    {"traces_without_end",
     plan::route(),
     [](Plan& p) { p.listen_on = 5s; },
     "listens on otherwise than compiled in"},
    {"jitter", plan::watch(), [](Plan& p) { p.jitter = 1h; }, "has a jitter of more than 1 s"},
    {"never_starts", plan::rssac047(), [](Plan& p) { p.start_within = 24h; }, "starts too late"},
    {"batches",
     plan::identity(),
     [](Plan& p) { p.batch_every = 0s; },
     "closes batches outside of 1 s to 1 h"},
    {"blurred",
     plan::watch(),
     [](Plan& p) { p.rtt_resolution = 1ms; },
     "rounds otherwise than compiled in"},
    {"everybody",
     plan::spec10(),
     [](Plan& p) { p.panel = 0; },
     "draws a larger panel than compiled in"},
    {"larger_panel",
     plan::spec10(),
     [](Plan& p) { p.panel = 21; },
     "draws a larger panel than compiled in"},
    {"batch_storm",
     plan::watch(),
     [](Plan& p) { p.early_close.per_minute_max = 7; },
     "closes batches early more often than compiled in"},
    {"batches_apart_for_ever",
     plan::watch(),
     [](Plan& p) { p.early_close.at_least_apart = Duration::max(); },
     "closes batches early more often than compiled in"},
};

INSTANTIATE_TEST_SUITE_P(Plans, Acceptance, testing::ValuesIn(hostile_plans), [](const auto& test) {
  return test.param.name;
});

}  // namespace
}  // namespace tocsin::probe
