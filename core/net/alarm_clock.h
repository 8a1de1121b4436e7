// Time limits for many waits at the price of one timer: what an engine of thousands of short
// exchanges uses in place of with_deadline. No task of its own for each, nothing thrown, and hardly
// a system call: the one timer is set anew only where an alarm comes before all others.
//
//   AlarmClock::Alarm alarm(clock, [this] { socket_.stop_waiting(); });
//   alarm.set(timeout);
//   while (!alarm.rang() && !over()) co_await socket_.readable();
//
// Alarms ring up to `grain` late, so that those near each other ring together. One thread.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/steady_timer.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>

#include "core/base/time.h"

namespace tocsin::net {

class AlarmClock {
  using Time = std::chrono::steady_clock::time_point;

 public:
  static constexpr Duration grain = std::chrono::milliseconds(8);

  // Off until it is set. The clock outlives it.
  class Alarm {
   public:
    // `ring` is called on the clock's executor. It may set or destroy any alarm.
    Alarm(AlarmClock& clock, std::function<void()> ring) : clock_(clock), ring_(std::move(ring)) {}
    ~Alarm() { turn_off(); }
    Alarm(const Alarm&) = delete;
    Alarm& operator=(const Alarm&) = delete;

    void set(Duration after);  // a time that was set before is forgotten
    bool rang() const { return rang_; }

   private:
    friend class AlarmClock;
    void turn_off();

    AlarmClock& clock_;
    std::function<void()> ring_;
    std::optional<std::multimap<Time, Alarm*>::iterator> place_;
    bool rang_ = false;
  };

  explicit AlarmClock(const boost::asio::any_io_executor& executor);
  ~AlarmClock();
  AlarmClock(const AlarmClock&) = delete;
  AlarmClock& operator=(const AlarmClock&) = delete;

 private:
  void wind();
  void stop();
  void ring_due();

  boost::asio::steady_timer timer_;
  std::multimap<Time, Alarm*> alarms_;
  std::optional<Time> wound_for_;      // when the timer expires, while it runs
  std::shared_ptr<AlarmClock*> self_;  // null once the clock is gone: a handler may be queued
};

}  // namespace tocsin::net
