#include "core/net/task_group.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>
#include <utility>

#include "core/base/check.h"

namespace tocsin::net {
namespace {

namespace asio = boost::asio;

bool is_cancellation(const std::exception_ptr& failure) {
  try {
    std::rethrow_exception(failure);
  } catch (const boost::system::system_error& error) {
    return error.code() == asio::error::operation_aborted;
  } catch (...) {
    return false;
  }
}

}  // namespace

TaskGroup::TaskGroup(const asio::any_io_executor& executor)
    : executor_(executor), idle_(executor, asio::steady_timer::time_point::max()) {}

TaskGroup::~TaskGroup() {
  check(running_.empty(), "a task group is joined before it goes away");
}

void TaskGroup::spawn(Task<> task) {
  const auto place = running_.emplace(running_.end());
  const auto on_end = [this, place](const std::exception_ptr& failure) { ended(place, failure); };
  asio::co_spawn(executor_,
                 run(place, std::move(task)),
                 asio::bind_cancellation_slot(place->cancellation.slot(), on_end));
}

// Asio 1.81 waits once more behind a task that ended without ever having waited, and where that
// task is cancelled this wait throws where nobody catches (co_spawn_entry_point in
// impl/co_spawn.hpp). So nothing is cancelled before it has begun, and at its end cancellation no
// longer throws.
Task<> TaskGroup::run(Running::iterator place, Task<> task) {
  if (stopping_) co_return;
  place->has_begun = true;
  std::exception_ptr failure;
  try {
    co_await std::move(task);
  } catch (...) {
    failure = std::current_exception();
  }
  co_await asio::this_coro::throw_if_cancelled(false);
  if (failure) std::rethrow_exception(failure);
}

void TaskGroup::cancel() {
  stopping_ = true;
  for (auto& one : running_) {
    if (one.has_begun) one.cancellation.emit(asio::cancellation_type::terminal);
  }
}

Task<> TaskGroup::join() {
  const bool throws = co_await asio::this_coro::throw_if_cancelled();
  co_await asio::this_coro::throw_if_cancelled(false);
  while (!running_.empty()) co_await idle_.async_wait(asio::as_tuple(asio::use_awaitable));
  co_await asio::this_coro::throw_if_cancelled(throws);
}

void TaskGroup::ended(Running::iterator task, const std::exception_ptr& failure) {
  check(!failure || is_cancellation(failure), "a task ends by itself or by cancellation");
  running_.erase(task);
  if (running_.empty()) idle_.cancel();
}

}  // namespace tocsin::net
