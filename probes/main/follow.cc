#include "probes/main/follow.h"

#include <algorithm>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

// The timer runs on CLOCK_MONOTONIC, which is slewed, and ours is not: a long sleep looks again.
constexpr Duration longest_nap = 60s;
// What is left after a nap that the other clock ended too early.
constexpr Duration shortest_nap = 100us;

}  // namespace

net::Task<> sleep_until(const Clock& clock, MonotonicTime time) {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor);
  for (auto now = clock.monotonic(); now < time; now = clock.monotonic()) {
    timer.expires_after(std::clamp(time - now, shortest_nap, longest_nap));
    co_await timer.async_wait(boost::asio::use_awaitable);
  }
}

net::Task<> follow(Schedule& schedule,
                   const Clock& clock,
                   const std::function<void(const Work&)>& act) {
  for (;;) {
    co_await sleep_until(clock, schedule.next_due());
    act(schedule.take(clock.monotonic()));
  }
}

}  // namespace tocsin::probe
