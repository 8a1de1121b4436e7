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
  asio::co_spawn(executor_, std::move(task), asio::bind_cancellation_slot(place->slot(), on_end));
  if (stopping_) place->emit(asio::cancellation_type::terminal);
}

void TaskGroup::cancel() {
  stopping_ = true;
  for (auto& task : running_) task.emit(asio::cancellation_type::terminal);
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
