#include "core/net/alarm_clock.h"

namespace tocsin::net {
namespace {

using SteadyTime = std::chrono::steady_clock::time_point;

// Up to the next mark of the grain.
SteadyTime rounded_up(SteadyTime time) {
  const auto since = std::chrono::duration_cast<Duration>(time.time_since_epoch());
  const auto grains = (since + AlarmClock::grain - Duration(1)) / AlarmClock::grain;
  return SteadyTime(grains * AlarmClock::grain);
}

}  // namespace

AlarmClock::AlarmClock(const boost::asio::any_io_executor& executor)
    : timer_(executor), self_(std::make_shared<AlarmClock*>(this)) {}

AlarmClock::~AlarmClock() {
  *self_ = nullptr;
}

void AlarmClock::Alarm::set(Duration after) {
  turn_off();
  rang_ = false;
  const auto at = rounded_up(boost::asio::steady_timer::clock_type::now() + after);
  place_ = clock_.alarms_.emplace(at, this);
  clock_.wind();
}

void AlarmClock::Alarm::turn_off() {
  if (!place_) return;
  clock_.alarms_.erase(*place_);
  place_.reset();
  if (clock_.alarms_.empty()) clock_.stop();
}

// An alarm that was turned off may leave the timer wound for nothing: it then finds nothing due,
// and winds itself for what is.
void AlarmClock::wind() {
  if (alarms_.empty()) return;
  const auto first = alarms_.begin()->first;
  if (wound_for_ && *wound_for_ <= first) return;
  wound_for_ = first;
  timer_.expires_at(first);
  timer_.async_wait([self = self_](const boost::system::error_code& error) {
    if (!error && *self != nullptr) (*self)->ring_due();
  });
}

// So that an executor with nothing else to do comes to its end.
void AlarmClock::stop() {
  timer_.cancel();
  wound_for_.reset();
}

void AlarmClock::ring_due() {
  wound_for_.reset();
  const auto now = boost::asio::steady_timer::clock_type::now();
  while (!alarms_.empty() && alarms_.begin()->first <= now) {
    auto& alarm = *alarms_.begin()->second;
    alarm.turn_off();
    alarm.rang_ = true;
    alarm.ring_();
  }
  wind();
}

}  // namespace tocsin::net
