#include "probes/main/round_run.h"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>

#include "probes/main/follow.h"

namespace tocsin::probe {
namespace {

using plan::NotMeasured;

// A probe that slept longer counts the tests of no more intervals than these.
constexpr std::int64_t missed_intervals_max = 60;

}  // namespace

RoundRun::RoundRun(const boost::asio::any_io_executor& executor,
                   const Clock& clock,
                   Batches::Surroundings around_batches,
                   Author author,
                   RoundPlan plan,
                   MakeTest make_test)
    : clock_(clock),
      plan_(std::move(plan)),
      make_test_(std::move(make_test)),
      batches_(executor, std::move(around_batches), std::move(author), plan_.plan, *plan_.targets),
      exchanges_(executor) {}

PlanStatus RoundRun::status() const {
  return {.name = plan_.plan.name,
          .last_batch = batches_.last_batch(),
          .left_out = batches_.left_out()};
}

net::Task<> RoundRun::run() {
  try {
    co_await intervals();
  } catch (const boost::system::system_error&) {
    // Cancelled: what is under way still ends by its own timeout, and is recorded.
  }
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  co_await exchanges_.join();
  batches_.close();
}

net::Task<> RoundRun::intervals() {
  started_at_ = clock_.monotonic();
  auto interval = interval_of(clock_.wall()) + (plan_.first == FirstRound::whole ? 1 : 0);
  for (;;) {
    const auto ahead = interval * plan_.every - clock_.wall().since_epoch;
    const auto begin = clock_.monotonic() + ahead;
    co_await sleep_until(clock_, begin);
    batches_.close();
    if (retired_) co_return;
    co_await ask_all(plan_.round(interval), begin);
    const auto next = after(interval);
    count_missed(interval + 1, next);
    interval = next;
  }
}

// Where the wall clock was set back by more than an interval, its next one: until it has come to
// where it was nothing would be asked, and nobody would count that.
std::int64_t RoundRun::after(std::int64_t interval) const {
  const auto now = interval_of(clock_.wall());
  return now + 1 < interval ? now + 1 : std::max(interval + 1, now);
}

net::Task<> RoundRun::ask_all(Round round, MonotonicTime begin) {
  if (round.over_budget > 0) batches_.not_measured(NotMeasured::budget, round.over_budget);
  for (const auto& test : round.tests) {
    const auto at = begin + test.at;
    if (at < started_at_) continue;  // of an interval that had begun before us
    co_await sleep_until(clock_, at);
    if (clock_.monotonic() - at < late_after) {
      exchanges_.spawn(make_test_(test, batches_));
    } else {
      batches_.not_measured(NotMeasured::late);
    }
  }
}

void RoundRun::count_missed(std::int64_t from, std::int64_t until) {
  for (auto interval = std::max(from, until - missed_intervals_max); interval < until; ++interval) {
    batches_.not_measured(NotMeasured::late, plan_.round(interval).tests.size());
  }
}

}  // namespace tocsin::probe
