#include "probes/main/round_run.h"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>
#include <utility>

#include "probes/main/follow.h"

namespace tocsin::probe {
namespace {

using plan::NotMeasured;

// A probe that slept longer counts the tests of no more intervals than these.
constexpr std::int64_t missed_intervals_max = 60;

// Within what time of an interval all probes close their batches.
constexpr Duration closing_spread = std::chrono::seconds(10);

Duration own_moment(const record::ProbeId& probe, Duration every) {
  const auto within = std::min(closing_spread, every / 6).count();
  return Duration(*Cursor(probe).take_be64() % static_cast<std::uint64_t>(within));
}

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
      batches_(executor, std::move(around_batches), author, plan_.plan, *plan_.targets),
      exchanges_(executor),
      closes_after_(own_moment(author.probe, plan_.every)),
      started_at_(clock.monotonic()),
      next_(interval_of(clock.wall()) + (plan_.first == FirstRound::whole ? 1 : 0)) {}

PlanStatus RoundRun::status() const {
  return {.name = plan_.plan.name,
          .last_batch = batches_.last_batch(),
          .left_out = batches_.left_out()};
}

net::Task<> RoundRun::run() {
  try {
    co_await intervals();
  } catch (const boost::system::system_error&) {
    if (plan_.at_stop == AtStop::cancel) exchanges_.cancel();
  }
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  co_await exchanges_.join();
  // Those that were cancelled have not come to their end.
  if (under_way_ > 0) batches_.not_measured(NotMeasured::late, std::exchange(under_way_, 0));
  if (retired_) finish();
}

// Not later than the next one: the wall clock may have been set back meanwhile.
void RoundRun::begin_after(const RoundRun& before) {
  next_ = std::min(before.next_, interval_of(clock_.wall()) + 1);
  started_at_ = before.started_at_;
}

void RoundRun::finish() {
  count_left();
  next_ = std::max(next_, interval_of(clock_.wall()) - missed_intervals_max);
  while (!retired_ && begin_of(next_) <= clock_.monotonic()) {
    going_ = {.begin = begin_of(next_), .round = plan_.round(next_)};
    ++next_;
    count_left();
  }
  batches_.close();
}

net::Task<> RoundRun::intervals() {
  for (;;) {
    const auto begin = begin_of(next_);
    co_await sleep_until(clock_, begin);
    if (retired_) co_return;
    going_ = {.begin = begin, .round = plan_.round(next_)};
    const auto from = ++next_;
    co_await ask_all();
    if (retired_) co_return;
    next_ = after(from - 1);
    count_missed(from, next_);
  }
}

// The rest of an interval has tests from before the start. A whole one is ours, also where the wall
// clock was set to the middle of it.
bool RoundRun::is_ours(MonotonicTime at) const {
  return plan_.first == FirstRound::whole || at >= started_at_;
}

MonotonicTime RoundRun::begin_of(std::int64_t interval) const {
  return clock_.monotonic() + (interval * plan_.every - clock_.wall().since_epoch);
}

// Where the wall clock was set back by more than an interval, its next one: until it has come to
// where it was nothing would be asked, and nobody would count that.
std::int64_t RoundRun::after(std::int64_t interval) const {
  const auto now = interval_of(clock_.wall());
  return now + 1 < interval ? now + 1 : std::max(interval + 1, now);
}

net::Task<> RoundRun::ask_all() {
  auto& [begin, round, passed] = going_;
  bool closed = false;
  if (round.over_budget > 0) batches_.not_measured(NotMeasured::budget, round.over_budget);
  for (; passed < round.tests.size(); ++passed) {
    const auto& test = round.tests[passed];
    if (!closed && test.at >= closes_after_) {
      closed = true;
      co_await close_at(begin + closes_after_);
    }
    const auto at = begin + test.at;
    if (!is_ours(at)) continue;
    co_await sleep_until(clock_, at);
    if (clock_.monotonic() - at < late_after) {
      ++under_way_;
      exchanges_.spawn(make(test));
    } else {
      batches_.not_measured(NotMeasured::late);
    }
  }
  if (!closed) co_await close_at(begin + closes_after_);
}

net::Task<> RoundRun::make(RoundTest test) {
  co_await make_test_(test, batches_);
  --under_way_;
}

net::Task<> RoundRun::close_at(MonotonicTime time) {
  co_await sleep_until(clock_, time);
  batches_.close();
}

void RoundRun::count_missed(std::int64_t from, std::int64_t until) {
  for (auto interval = std::max(from, until - missed_intervals_max); interval < until; ++interval) {
    batches_.not_measured(NotMeasured::late, plan_.round(interval).tests.size());
  }
}

// Of an interval that this run will not see the end of: the next run begins with a whole one, or
// with what is left.
void RoundRun::count_left() {
  const auto now = clock_.monotonic();
  for (; going_.passed < going_.round.tests.size(); ++going_.passed) {
    const auto at = going_.begin + going_.round.tests[going_.passed].at;
    const bool nobody_asks = plan_.first == FirstRound::whole || at <= now;
    if (is_ours(at) && nobody_asks) batches_.not_measured(NotMeasured::late);
  }
}

}  // namespace tocsin::probe
