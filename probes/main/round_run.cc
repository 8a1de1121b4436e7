#include "probes/main/round_run.h"

#include <algorithm>
#include <boost/asio/this_coro.hpp>
#include <boost/system/system_error.hpp>

#include "probes/checks/retry.h"
#include "probes/main/follow.h"

namespace tocsin::probe {
namespace {

using plan::NotMeasured;
using record::Transport;

// The most that one exchange is taken to move, headers included. Answers are signed.
constexpr std::uint64_t udp_bytes = 1800;
constexpr std::uint64_t tcp_bytes = 2800;

// A probe that slept longer counts the tests of no more intervals than these.
constexpr std::int64_t missed_intervals_max = 60;

}  // namespace

RoundRun::RoundRun(const boost::asio::any_io_executor& executor,
                   Surroundings around,
                   Batches::Surroundings around_batches,
                   Author author,
                   RoundPlan plan)
    : around_(around),
      plan_(std::move(plan)),
      batches_(executor, std::move(around_batches), std::move(author), plan_.plan, *plan_.targets),
      exchanges_(executor) {}

net::Task<> RoundRun::run() {
  co_await boost::asio::this_coro::throw_if_cancelled(false);
  try {
    co_await intervals();
  } catch (const boost::system::system_error&) {
    // Cancelled: what is under way still ends by its own timeout, and is recorded.
  }
  co_await exchanges_.join();
  batches_.close();
}

net::Task<> RoundRun::intervals() {
  auto interval = interval_of(around_.clock.wall()) + 1;
  for (;;) {
    const auto ahead = interval * plan_.every - around_.clock.wall().since_epoch;
    const auto begin = around_.clock.monotonic() + ahead;
    co_await sleep_until(around_.clock, begin);
    batches_.close();
    if (retired_) co_return;
    co_await ask_all(plan_.round(interval), begin);
    const auto next = std::max(interval + 1, interval_of(around_.clock.wall()));
    count_missed(interval + 1, next);
    interval = next;
  }
}

net::Task<> RoundRun::ask_all(Round round, MonotonicTime begin) {
  if (round.over_budget > 0) batches_.not_measured(NotMeasured::budget, round.over_budget);
  for (const auto& test : round.tests) {
    const auto at = begin + test.at;
    co_await sleep_until(around_.clock, at);
    if (around_.clock.monotonic() - at < late_after) {
      exchanges_.spawn(measure(test));
    } else {
      batches_.not_measured(NotMeasured::late);
    }
  }
}

net::Task<> RoundRun::measure(RoundTest test) {
  auto ticket = batches_.draw();
  auto ask = plan_.ask(test, ticket.draw());
  if (!ask) {
    batches_.not_measured(ask.error());
    co_return;
  }
  co_await exchange(std::move(*ask), std::move(ticket), test.check);
}

net::Task<> RoundRun::exchange(Ask ask, Draws::Ticket ticket, plan::Check check) {
  if (!allowed(ask)) co_return;
  auto over_tcp = ask;
  over_tcp.transport = Transport::tcp;
  const auto transport = ask.transport;
  auto observation = co_await around_.engine.ask(std::move(ask), std::move(ticket));
  if (!observation) {
    batches_.not_measured(NotMeasured::host);
    co_return;
  }
  const auto outcome = observation->measurement.outcome;
  batches_.add(std::move(*observation));
  if (!is_retried_over_tcp(check, transport, outcome)) co_return;
  co_await exchange(std::move(over_tcp), batches_.draw(), check);
}

bool RoundRun::allowed(const Ask& ask) {
  const auto bytes = ask.transport == Transport::udp ? udp_bytes : tcp_bytes;
  const auto now = around_.clock.monotonic();
  const auto refused = around_.limits.spend(ask.server.address, now, bytes);
  if (refused) batches_.not_measured(*refused);
  return !refused;
}

void RoundRun::count_missed(std::int64_t from, std::int64_t until) {
  for (auto interval = std::max(from, until - missed_intervals_max); interval < until; ++interval) {
    batches_.not_measured(NotMeasured::late, plan_.round(interval).tests.size());
  }
}

}  // namespace tocsin::probe
