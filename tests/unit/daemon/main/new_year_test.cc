// When a collector believes its clock that a year has passed.
#include "daemon/main/new_year.h"

#include <gtest/gtest.h>

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;
using record::Admission;

constexpr WallTime new_year{1'798'761'600s};

struct NewYearTest : testing::Test {
  void hear(std::uint8_t probe, Duration after_new_year, Admission as = Admission::next) {
    book.heard(record::ProbeId{probe}, new_year + after_new_year, as, now);
  }
  bool has_come() const { return book.has_come(new_year, now); }

  MonotonicTime now{1h};
  NewYear book;
};

TEST_F(NewYearTest, HasNotComeWhereNobodyIsHeard) {
  EXPECT_FALSE(has_come());
}

TEST_F(NewYearTest, HasComeOnceMostProbesHaveClosedABatchSince) {
  hear(1, 0s);
  EXPECT_TRUE(has_come());
  hear(2, -1s);
  EXPECT_FALSE(has_come()) << "one of two is not most of them";
  hear(3, 5s);
  EXPECT_TRUE(has_come());
}

TEST_F(NewYearTest, IsSaidByTheNewestBatchOfAProbeWhateverComesBehind) {
  hear(1, 1s);
  hear(1, -100h, Admission::late);
  EXPECT_TRUE(has_come());
}

TEST_F(NewYearTest, IsNotSaidByAProbeWhoseTimeIsNotTrusted) {
  hear(1, 1s, Admission::time_not_trusted);
  EXPECT_FALSE(has_come());
  hear(2, 1s);
  EXPECT_FALSE(has_come()) << "it was heard, and says otherwise";
}

TEST_F(NewYearTest, DoesNotWaitForAProbeThatHasFallenSilent) {
  hear(1, -10s);
  hear(2, -10s);
  now = now + NewYear::lately + 1s;
  hear(3, 1s);
  EXPECT_TRUE(has_come());
}

}  // namespace
}  // namespace tocsin::collector
