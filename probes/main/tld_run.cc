#include "probes/main/tld_run.h"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>

#include "core/base/check.h"
#include "probes/checks/questions.h"
#include "probes/checks/tld.h"
#include "probes/main/follow.h"

namespace tocsin::probe {
namespace {

using plan::NotMeasured;
using record::Transport;

// The most that one exchange is taken to move, headers included. Answers are signed.
constexpr std::uint64_t udp_bytes = 1800;
constexpr std::uint64_t tcp_bytes = 2800;

// A probe that slept longer counts no more than these minutes' tests.
constexpr std::int64_t missed_minutes_max = 60;

std::int64_t minute_of(WallTime time) {
  return time.since_epoch / tld_round_every;
}

// When that minute begins, by the clock as it runs now.
MonotonicTime begin_of(std::int64_t minute, const Clock& clock) {
  const auto ahead = minute * tld_round_every - clock.wall().since_epoch;
  return clock.monotonic() + ahead;
}

TldPlan tld_plan_of(const plan::Plan& plan) {
  TldPlan tlds;
  if (plan.panel != 0) tlds.panel = std::min(plan.panel, tld_queries_per_second);
  tlds.tcp_one_in = plan.measures.front().tcp_one_in;
  return tlds;
}

}  // namespace

TldRun::TldRun(const boost::asio::any_io_executor& executor,
               Surroundings around,
               Batches::Surroundings around_batches,
               Author author,
               plan::Plan plan,
               plan::TargetSet targets,
               FleetPlace place)
    : around_(around),
      plan_(std::move(plan)),
      targets_(std::move(targets)),
      rounds_(targets_, place, tld_plan_of(plan_)),
      batches_(executor, std::move(around_batches), std::move(author), plan_, targets_),
      exchanges_(executor) {}

net::Task<> TldRun::run() {
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  try {
    co_await minutes();
  } catch (const boost::system::system_error&) {
    // Cancelled: what is under way still ends by its own timeout, and is recorded.
  }
  co_await exchanges_.join();
  batches_.close();
}

net::Task<> TldRun::minutes() {
  auto minute = minute_of(around_.clock.wall()) + 1;
  for (;;) {
    const auto begin = begin_of(minute, around_.clock);
    co_await sleep_until(around_.clock, begin);
    batches_.close();
    if (retired_) co_return;
    co_await ask_all(rounds_.of(minute), begin);
    const auto next = std::max(minute + 1, minute_of(around_.clock.wall()));
    count_missed(minute + 1, next);
    minute = next;
  }
}

net::Task<> TldRun::ask_all(TldRound round, MonotonicTime begin) {
  if (!around_.zone_holds()) {
    batches_.not_measured(NotMeasured::not_allowed, round.tests.size() + round.over_budget);
    co_return;
  }
  if (round.over_budget > 0) batches_.not_measured(NotMeasured::budget, round.over_budget);
  for (const auto& test : round.tests) {
    const auto at = begin + test.at;
    co_await sleep_until(around_.clock, at);
    if (around_.clock.monotonic() - at < late_after) {
      ask(test);
    } else {
      batches_.not_measured(NotMeasured::late);
    }
  }
}

void TldRun::ask(const TldTest& test) {
  const auto& endpoint = targets_.endpoints[test.endpoint];
  const bool udp = test.transport == Transport::udp;
  const auto now = around_.clock.monotonic();
  const auto refused = around_.limits.spend(endpoint.address, now, udp ? udp_bytes : tcp_bytes);
  if (refused) return batches_.not_measured(*refused);
  const auto check_of = plan_.measures.front().check;
  auto questions = questions_of(check_of, now, tld_round_every);
  auto ask = ask_for(std::move(questions.front()), endpoint.zone);
  check(ask.has_value(), "the zone of an endpoint is a name, and has room for the test's label");
  ask->server = {.address = endpoint.address, .port = plan::dns_port};
  ask->role = record::Role::tld;
  ask->transport = test.transport;
  ask->timeout = tld_timeout(test.transport);
  ask->listen_on = plan_.listen_on;
  ask->endpoint = test.endpoint;
  exchanges_.spawn(measure(std::move(*ask)));
}

net::Task<> TldRun::measure(Ask ask) {
  auto observation = co_await around_.engine.ask(std::move(ask), batches_.draw());
  if (observation) {
    batches_.add(std::move(*observation));
  } else {
    batches_.not_measured(NotMeasured::host);
  }
}

void TldRun::count_missed(std::int64_t from, std::int64_t until) {
  for (auto minute = std::max(from, until - missed_minutes_max); minute < until; ++minute) {
    batches_.not_measured(NotMeasured::late, rounds_.of(minute).tests.size());
  }
}

}  // namespace tocsin::probe
