#include "probes/clock/server_pause.h"

#include <gtest/gtest.h>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

const MonotonicTime now{1h};

TEST(ServerPauses, AServerThatFailsIsAskedAgain) {
  ServerPauses pauses(2);
  pauses.note(1, TimeFault::no_answer, now);
  pauses.note(1, TimeFault::kiss_other, now);
  EXPECT_TRUE(pauses.may_ask(1, now));
}

TEST(ServerPauses, WhoSaysRateIsAskedLessOften) {
  ServerPauses pauses(2);
  pauses.note(1, TimeFault::kiss_rate, now);
  EXPECT_FALSE(pauses.may_ask(1, now + 64s));
  EXPECT_TRUE(pauses.may_ask(1, now + rate_pause));
  EXPECT_TRUE(pauses.may_ask(0, now));
}

TEST(ServerPauses, WhoSaysDenyIsLeftInPeaceForADay) {
  ServerPauses pauses(1);
  pauses.note(0, TimeFault::kiss_deny, now);
  EXPECT_FALSE(pauses.may_ask(0, now + 23h));
  EXPECT_TRUE(pauses.may_ask(0, now + 24h));
}

}  // namespace
}  // namespace tocsin::probe
