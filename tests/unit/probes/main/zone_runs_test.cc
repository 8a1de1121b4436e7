#include "probes/main/zone_runs.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

#include "core/plan/root_hints.h"
#include "core/system/entropy.h"
#include "probes/main/follow.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/unit/probes/main/set_clock.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

// Intervals of a tenth of a second with a test near their end, and three zones: the second comes
// while the run of the first still waits for that, the third with the turn of an interval.
class ZoneRunsTest : public testing::TestWithParam<FirstRound> {
 protected:
  std::unique_ptr<RoundRun> make(const plan::TargetSet& targets) {
    const auto round = [this, zone = ++zones_](std::int64_t interval) {
      asked_.push_back(interval);
      zone_asked_ = zone;
      return Round{.tests = {{.at = 4 * every / 5}}, .over_budget = 0};
    };
    const Batches::Surroundings around{.clock = clock_,
                                       .spool = *spool_,
                                       .references = references_,
                                       .entropy = entropy_,
                                       .ports = {},
                                       .on_closed = [] {}};
    const Author author{
        .key = key_, .probe = {}, .incarnation = 5, .software = "tocsin-probe/test"};
    const RoundPlan plan{.plan = plan::zone(),
                         .targets = std::make_shared<plan::TargetSet>(targets),
                         .every = every,
                         .round = round,
                         .first = GetParam()};
    const auto test = [](RoundTest, Batches&) -> net::Task<> { co_return; };
    return std::make_unique<RoundRun>(io_.get_executor(), clock_, around, author, plan, test);
  }

  net::Task<> three_zones(Duration step) {
    const auto until_one_begins = every - clock_.wall().since_epoch % every;
    co_await sleep_until(clock_, clock_.monotonic() + until_one_begins);
    for (int i = 0; i < 3; ++i) {
      runs_.begin(plan::compiled_root_targets());
      clock_.step(step);
      co_await sleep_until(clock_, clock_.monotonic() + 5 * every / 2);
    }
    group_.cancel();
  }

  void follow_three_zones(Duration step = {}) {
    group_.spawn(three_zones(step));
    io_.run_for(1min);
    ASSERT_EQ(group_.size(), 0U);
    runs_.finish();
    ASSERT_GE(asked_.size(), 3U);
  }

  void expect_each_interval_once() {
    for (std::size_t i = 0; i < asked_.size(); ++i) {
      EXPECT_EQ(asked_[i], asked_[0] + static_cast<std::int64_t>(i)) << i;
    }
  }

  static constexpr Duration every = 100ms;

  SetClock clock_;
  system::SystemEntropy entropy_;
  boost::asio::io_context io_;
  durable::FaultyFileSystem files_;
  std::unique_ptr<Spool> spool_ = *Spool::open(files_, {.folder = "/spool", .collectors = {}}, 5);
  const References references_{{}};
  const crypto::SigningKey key_ = crypto::SigningKey::from_seed({});
  int zones_ = 0;
  int zone_asked_ = 0;
  std::vector<std::int64_t> asked_;
  net::TaskGroup group_{io_.get_executor()};
  ZoneRuns runs_{group_, "zone", [this](const auto& targets) { return make(targets); }};
};

TEST_P(ZoneRunsTest, AskEachIntervalOnceAndOfTheNewestZone) {
  follow_three_zones();
  expect_each_interval_once();
  EXPECT_EQ(zone_asked_, 3);
}

TEST_P(ZoneRunsTest, CountEachMissedIntervalOnce) {
  follow_three_zones(4 * every);
  expect_each_interval_once();
  EXPECT_GE(asked_.size(), 8U);
}

INSTANTIATE_TEST_SUITE_P(First,
                         ZoneRunsTest,
                         testing::Values(FirstRound::whole, FirstRound::rest),
                         [](const auto& first) {
                           return first.param == FirstRound::whole ? "whole" : "rest";
                         });

}  // namespace
}  // namespace tocsin::probe
