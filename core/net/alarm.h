// A time limit for an object's waits that costs less than with_deadline: no task of its own, and
// nothing thrown when it rings. It belongs to a coroutine that knows what ends its waits:
//
//   Alarm alarm(executor, [this] { socket_.stop_waiting(); });
//   alarm.set(timeout);
//   while (!alarm.rang() && !over()) co_await socket_.readable();
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <utility>

#include "core/base/time.h"

namespace tocsin::net {

template <class Ring>
class Alarm {
 public:
  // `ring` is called on the executor, not after the alarm is gone.
  Alarm(const boost::asio::any_io_executor& executor, Ring ring)
      : timer_(executor), state_(std::make_shared<State>(std::move(ring))) {}
  ~Alarm() { state_->over = true; }
  Alarm(const Alarm&) = delete;
  Alarm& operator=(const Alarm&) = delete;

  // From now on; a time that was set before is forgotten.
  void set(Duration after) {
    state_->rang = false;
    timer_.expires_after(after);
    timer_.async_wait([state = state_, turn = ++state_->turn](const auto& error) {
      if (error || state->over || state->turn != turn) return;
      state->rang = true;
      state->ring();
    });
  }

  bool rang() const { return state_->rang; }

 private:
  // Outlives the alarm while a handler is queued.
  struct State {
    explicit State(Ring to_do) : ring(std::move(to_do)) {}
    Ring ring;
    std::uint32_t turn = 0;
    bool rang = false;
    bool over = false;
  };

  boost::asio::steady_timer timer_;
  std::shared_ptr<State> state_;
};

}  // namespace tocsin::net
