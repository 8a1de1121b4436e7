// Runs one task on an io_context of its own until everything on it is done. A test that would hang
// is ended by ctest's own timeout.
#pragma once

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>

#include "core/base/time.h"
#include "core/net/task.h"

namespace tocsin::net {

inline void run(boost::asio::io_context& io, Task<> task) {
  boost::asio::co_spawn(io, std::move(task), [](const std::exception_ptr& failure) {
    if (failure) std::rethrow_exception(failure);
  });
  io.run();
}

inline Task<> pause(Duration duration) {
  boost::asio::steady_timer timer(co_await boost::asio::this_coro::executor, duration);
  co_await timer.async_wait(boost::asio::use_awaitable);
}

// A wait that only cancellation ends.
inline Task<> pause_for_ever() {
  co_await pause(std::chrono::hours(1));
}

}  // namespace tocsin::net
