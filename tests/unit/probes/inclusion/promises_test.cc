#include "probes/inclusion/promises.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/unit/probes/inclusion/promising_log.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using Needs = Promises::Needs;
using Step = Promises::Step;

class Draws final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> out) override {
    for (auto& byte : out) byte = static_cast<std::uint8_t>((state_ = state_ * 69'069 + 1) >> 24U);
  }

 private:
  std::uint32_t state_ = 7;
};

constexpr MonotonicTime start{1000s};

class PromisesTest : public testing::Test {
 protected:
  void take(std::uint8_t number, Duration delay = merge_delay) {
    promises_.take(promise_of(number, delay), now_);
  }
  // Waits until something is due, and finds this.
  Step find(Found found) {
    now_ = std::max(now_, promises_.next_due().value());
    return promises_.settle(promises_.due(now_)->word.envelope, found, now_);
  }
  Step find_until_it_ends(Found found) {
    for (;;) {
      if (const auto step = find(found); step != Step::wait) return step;
    }
  }

  MonotonicTime now_ = start;
  Draws draws_;
  Promises promises_{Needs::witnesses, draws_};
};

TEST_F(PromisesTest, LooksAtTheFirstBatchAndThenAtAboutOneAMinute) {
  int taken = 0;
  for (; now_ < start + 2h; now_ = now_ + 1s) {
    if (!promises_.wants_one(now_)) continue;
    if (taken == 0) {
      EXPECT_EQ(now_, start);
    }
    ++taken;
    take(1);
    while (promises_.due(now_) != nullptr) find(Found::witnessed);
  }
  EXPECT_GT(taken, 90);
  EXPECT_LT(taken, 160);
}

TEST_F(PromisesTest, KeepsNoMoreThanItsLimit) {
  for (std::size_t i = 0; i < Promises::waiting_max; ++i) take(1);
  EXPECT_FALSE(promises_.wants_one(now_ + 1h));
}

TEST_F(PromisesTest, AsksSoonAndIsDoneWithWhatIsThere) {
  take(1);
  EXPECT_EQ(promises_.due(now_ + 29s), nullptr);
  EXPECT_EQ(find(Found::witnessed), Step::proven);
  EXPECT_LT(now_, start + 1min);
  EXPECT_EQ(promises_.waiting(), 0U);
  EXPECT_EQ(promises_.counts(), InclusionCounts{.proven = 1});
}

TEST_F(PromisesTest, AccusesNobodyBeforeTheMergeDelayIsOver) {
  take(1);
  while (now_ < start + merge_delay) {
    EXPECT_EQ(find(Found::missing), Step::wait);
  }
  EXPECT_EQ(now_, start + merge_delay) << "it is asked for at once when that is over";
  EXPECT_EQ(find(Found::missing), Step::wait);
  EXPECT_EQ(find(Found::missing), Step::dropped);
  EXPECT_EQ(now_, start + merge_delay + 10min);
  EXPECT_EQ(promises_.counts(), InclusionCounts{.dropped = 1});
}

TEST_F(PromisesTest, GivesAShortMergeDelayAShortPatience) {
  take(1, 2s);
  EXPECT_EQ(find_until_it_ends(Found::missing), Step::dropped);
  EXPECT_EQ(now_, start + 6s);
}

TEST_F(PromisesTest, CountsNoAttemptThatNobodyAnswers) {
  take(1);
  EXPECT_EQ(find_until_it_ends(Found::no_answer), Step::unchecked);
  EXPECT_GE(now_, start + merge_delay + 6h);
  EXPECT_EQ(promises_.counts(), InclusionCounts{.unchecked = 1});
  EXPECT_EQ(promises_.waiting(), 0U);
}

TEST_F(PromisesTest, SaysOnceThatItWasDroppedAndSaysThatItCameLate) {
  take(1);
  EXPECT_EQ(find_until_it_ends(Found::missing), Step::dropped);
  EXPECT_EQ(find(Found::missing), Step::wait);
  EXPECT_EQ(find(Found::signed_only), Step::wait) << "the log's own word comes too late";
  EXPECT_EQ(find(Found::witnessed), Step::late);
  EXPECT_EQ(promises_.counts(), (InclusionCounts{.dropped = 1, .late = 1}));
}

TEST_F(PromisesTest, StopsAskingForWhatStaysDropped) {
  take(1);
  find_until_it_ends(Found::missing);
  EXPECT_EQ(find_until_it_ends(Found::missing), Step::unchecked);
  EXPECT_EQ(promises_.counts(), InclusionCounts{.dropped = 1});
}

TEST_F(PromisesTest, WaitsForWitnessesUntilTheEnd) {
  take(1);
  EXPECT_EQ(find(Found::signed_only), Step::wait);
  EXPECT_EQ(find_until_it_ends(Found::signed_only), Step::unwitnessed);
  EXPECT_EQ(now_, start + merge_delay);
  EXPECT_EQ(promises_.counts(), InclusionCounts{.unwitnessed = 1});
}

TEST_F(PromisesTest, TakesTheLogsSignatureWhereNoWitnessIsKnown) {
  promises_ = Promises(Needs::the_logs_signature, draws_);
  take(1);
  EXPECT_EQ(find(Found::signed_only), Step::proven);
}

TEST_F(PromisesTest, SettlesEachByItself) {
  take(1, 2s);
  take(2, 2s);
  find(Found::witnessed);
  EXPECT_EQ(find_until_it_ends(Found::missing), Step::dropped);
  EXPECT_EQ(promises_.counts(), (InclusionCounts{.proven = 1, .dropped = 1}));
}

}  // namespace
}  // namespace tocsin::probe
