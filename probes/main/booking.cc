#include "probes/main/booking.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tocsin::probe {
namespace {

constexpr int seconds_at_most = 30;

}  // namespace

net::Task<std::optional<plan::NotMeasured>> book_behind_measurements(plan::Limits& limits,
                                                                     const Clock& clock,
                                                                     plan::Address address,
                                                                     std::uint64_t bytes) {
  boost::asio::steady_timer next_second(co_await boost::asio::this_coro::executor);
  for (int waited = 0;; ++waited) {
    const auto refused = limits.spend(address, clock.monotonic(), bytes, plan::Way::tcp);
    if (refused != plan::NotMeasured::rate || waited == seconds_at_most) co_return refused;
    next_second.expires_after(std::chrono::seconds(1));
    co_await next_second.async_wait(boost::asio::use_awaitable);
  }
}

}  // namespace tocsin::probe
