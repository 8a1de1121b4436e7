// The one way to bound a wait: runs a task, and stops it when time is up.
//
//   const auto reply = co_await with_deadline(seconds(4), read_reply(stream));
//   if (!reply) ...  // too late; read_reply has unwound
//
// Cancelling the awaiting task cancels the inner one too.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <optional>
#include <utility>

#include "core/base/time.h"
#include "core/net/task.h"

namespace tocsin::net {
namespace detail {

// Shared with the timer's handler, which may still be queued when the task has already ended.
struct Expiry {
  boost::asio::cancellation_signal stop;
  bool expired = false;

  void expire() {
    expired = true;
    stop.emit(boost::asio::cancellation_type::terminal);
  }
};

}  // namespace detail

// Nothing where `timeout` passed first. T is default-constructible (Asio makes one where it fails).
template <class T>
Task<std::optional<T>> with_deadline(Duration timeout, Task<T> task) {
  namespace asio = boost::asio;
  const auto executor = co_await asio::this_coro::executor;
  const auto expiry = std::make_shared<detail::Expiry>();
  asio::steady_timer timer(executor, timeout);
  timer.async_wait([expiry](const boost::system::error_code& error) {
    if (!error) expiry->expire();
  });

  // While the inner task runs, ours awaits nothing else: its slot is free to forward.
  const auto cancellation = co_await asio::this_coro::cancellation_state;
  auto outer = cancellation.slot();
  if (outer.is_connected()) outer.assign([expiry](auto type) { expiry->stop.emit(type); });
  auto token =
      asio::bind_cancellation_slot(expiry->stop.slot(), asio::as_tuple(asio::use_awaitable));
  auto [failure, value] = co_await asio::co_spawn(executor, std::move(task), std::move(token));
  if (outer.is_connected()) outer.clear();

  if (!failure) co_return std::optional<T>(std::move(value));
  if (expiry->expired) co_return std::nullopt;
  std::rethrow_exception(failure);
}

}  // namespace tocsin::net
