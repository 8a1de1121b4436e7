#include "core/net/alarm_clock.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>

namespace tocsin::net {
namespace {

using namespace std::chrono_literals;

struct AlarmClockTest : testing::Test {
  boost::asio::io_context io;
  AlarmClock clock{io.get_executor()};
  std::string rung;

  std::function<void()> says(char name) {
    return [this, name] { rung += name; };
  }
};

TEST_F(AlarmClockTest, AlarmsRingInTheirOrder) {
  AlarmClock::Alarm b(clock, says('b'));
  AlarmClock::Alarm a(clock, says('a'));
  b.set(60ms);
  a.set(20ms);
  io.run();
  EXPECT_EQ(rung, "ab");
  EXPECT_TRUE(a.rang() && b.rang());
}

TEST_F(AlarmClockTest, NoneRingsEarly) {
  AlarmClock::Alarm alarm(clock, says('a'));
  const auto start = std::chrono::steady_clock::now();
  alarm.set(21ms);
  io.run();
  EXPECT_GE(std::chrono::steady_clock::now() - start, 21ms);
}

TEST_F(AlarmClockTest, WhatIsSetAgainRingsOnceAtTheNewTime) {
  AlarmClock::Alarm a(clock, says('a'));
  AlarmClock::Alarm b(clock, says('b'));
  a.set(1ms);
  a.set(60ms);
  b.set(20ms);
  io.run();
  EXPECT_EQ(rung, "ba");
}

TEST_F(AlarmClockTest, WhatIsGoneDoesNotRing) {
  {
    AlarmClock::Alarm alarm(clock, says('a'));
    alarm.set(1ms);
  }
  AlarmClock::Alarm other(clock, says('b'));
  other.set(20ms);
  io.run();
  EXPECT_EQ(rung, "b");
}

TEST_F(AlarmClockTest, AnAlarmMaySetItselfAndTakeOthersAway) {
  auto victim = std::make_unique<AlarmClock::Alarm>(clock, says('v'));
  AlarmClock::Alarm* again = nullptr;
  AlarmClock::Alarm alarm(clock, [&] {
    victim.reset();
    if ((rung += 'a').size() < 3) again->set(1ms);
  });
  again = &alarm;
  alarm.set(1ms);
  victim->set(30s);
  io.run();
  EXPECT_EQ(rung, "aaa");
}

TEST_F(AlarmClockTest, WithoutAlarmsItKeepsNobodyWaiting) {
  const auto start = std::chrono::steady_clock::now();
  {
    AlarmClock::Alarm alarm(clock, says('a'));
    alarm.set(1h);
  }
  io.run();
  EXPECT_LT(std::chrono::steady_clock::now() - start, 1min);
}

TEST_F(AlarmClockTest, AClockThatIsGoneLeavesItsTimerHarmless) {
  auto gone = std::make_unique<AlarmClock>(io.get_executor());
  {
    AlarmClock::Alarm alarm(*gone, says('a'));
    alarm.set(1ms);
  }
  gone.reset();
  io.run();
  EXPECT_TRUE(rung.empty());
}

}  // namespace
}  // namespace tocsin::net
