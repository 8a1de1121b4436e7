#include "daemon/segments/retention_book.h"

#include <gtest/gtest.h>

#include "core/entry/logged_minutes.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;

constexpr WallTime noon{std::chrono::seconds(1787140800)};
constexpr Duration day = 24h;

// A policy of 400 days is entry 0; then a segment of one day after the other.
class Retention : public testing::Test {
 protected:
  void SetUp() override { keep(0, 400 * day); }

  void keep(std::uint64_t index, Duration kept) {
    record::PayloadPolicy policy;
    policy.kept = {{"spec10", kept}};
    const auto body = encode(record::SaidPayloadPolicy{policy, noon});
    book_.take(index, {entry::Kind::payload_policy, body});
  }
  void log_minutes(std::uint64_t first, WallTime at) {
    const auto body = encode(entry::LoggedMinutes{"spec10", first, first + 10, {}, at});
    book_.take(next_++, {entry::Kind::minute_results, body});
  }
  // Payloads of two plans, taken until then.
  std::uint64_t seal(WallTime until) { return seal(until, until); }
  std::uint64_t seal(WallTime until, WallTime agreed) {
    SegmentSummary summary;
    summary.payloads = {{"spec10", 5, 0, until}, {"watch", 5, 0, until}};
    summary.agreed = agreed;
    const auto first = next_;
    next_ += 10;
    book_.sealed({first, next_}, summary);
    return first;
  }
  auto due(WallTime now) const { return book_.to_be_summed_up(now); }
  static std::optional<DuePayloads> of(std::uint64_t first) {
    return DuePayloads{{first, first + 10}, "spec10"};
  }

  RetentionBook book_;
  std::uint64_t next_ = 1;
};

TEST_F(Retention, SumsUpWhatIsPromisedNoLonger) {
  const auto first = seal(noon);
  seal(noon + 400 * day - 1ns);
  EXPECT_EQ(due(noon + 400 * day), std::nullopt) << "the newest batches are older";
  seal(noon + 400 * day);
  EXPECT_EQ(due(noon + 400 * day - 1ns), std::nullopt);
  EXPECT_EQ(due(noon + 400 * day), of(first));
}

TEST_F(Retention, SumsUpEachSegmentOnceAndTheOldestFirst) {
  const auto one = seal(noon);
  const auto two = seal(noon);
  seal(noon + 1000 * day);
  const auto now = noon + 500 * day;
  EXPECT_EQ(due(now), of(one));
  book_.summed_up(*of(one));
  EXPECT_EQ(due(now), of(two));
  log_minutes(two, now);
  EXPECT_EQ(due(now), std::nullopt);
}

TEST_F(Retention, BelievesNoClockThatJumpsAheadAlone) {
  seal(noon);
  seal(noon + 3 * day);
  EXPECT_EQ(due(noon + 500 * day), std::nullopt);
}

// Then the collector acknowledges at a time that probes do not share.
TEST_F(Retention, BelievesNoTimeOnWhichProbesDoNotAgree) {
  seal(noon);
  seal(noon + 500 * day, WallTime());
  EXPECT_EQ(due(noon + 500 * day), std::nullopt);
}

TEST_F(Retention, KeepsWhatWasTakenUnderALongerPromise) {
  seal(noon);
  const auto policy = next_++;
  keep(policy, 31 * day);
  const auto later = seal(noon + day);
  seal(noon + 500 * day);
  EXPECT_EQ(due(noon + 100 * day), of(later));
}

TEST_F(Retention, KeepsASegmentInWhichTheLongerPromiseStillHeld) {
  const auto policy = next_ + 5;
  seal(noon);
  keep(policy, 31 * day);
  seal(noon + 500 * day);
  EXPECT_EQ(due(noon + 399 * day), std::nullopt);
}

TEST_F(Retention, HasNothingToSumUpWhereNothingIsHeld) {
  const auto first = seal(noon);
  seal(noon + 500 * day);
  SegmentSummary thinned;
  thinned.payloads = {{"spec10", 0, 5, {}}};
  book_.sealed({first, first + 10}, thinned);
  EXPECT_EQ(due(noon + 500 * day), std::nullopt);
}

class Going : public Retention {
 protected:
  void SetUp() override {
    Retention::SetUp();
    first_ = seal(noon);
    seal(noon + 1000 * day);
    log_minutes(first_, said_);
  }
  auto to_go(WallTime now) const { return book_.to_go(now); }

  const WallTime said_ = noon + 500 * day;
  std::uint64_t first_ = 0;
};

TEST_F(Going, WaitsUntilWhoeverWantsCanHaveCompared) {
  EXPECT_EQ(to_go(said_ + 7 * day - 1ns), std::nullopt);
  EXPECT_EQ(to_go(said_ + 7 * day), of(first_));
}

TEST_F(Going, WaitsForBatchesThatAreAsOld) {
  seal(said_ + 7 * day - 1ns);
  EXPECT_EQ(to_go(noon + 2000 * day), std::nullopt);
  seal(said_ + 7 * day);
  EXPECT_EQ(to_go(noon + 2000 * day), of(first_));
}

TEST_F(Going, StopsWhereTheProbesNoLongerAgree) {
  seal(noon, WallTime());
  EXPECT_EQ(to_go(said_ + 8 * day), std::nullopt);
}

TEST_F(Going, WaitsForAPromiseThatWasMadeLongerMeanwhile) {
  keep(next_++, 600 * day);
  EXPECT_EQ(to_go(said_ + 8 * day), std::nullopt);
  EXPECT_EQ(to_go(noon + 600 * day), of(first_));
}

TEST_F(Going, HappensOnce) {
  SegmentSummary thinned;
  thinned.payloads = {{"spec10", 0, 5, {}}, {"watch", 5, 0, noon}};
  book_.sealed({first_, first_ + 10}, thinned);
  EXPECT_EQ(to_go(said_ + 8 * day), std::nullopt);
}

TEST_F(Going, LeavesASegmentAloneThatCannotBeReplaced) {
  const auto second = seal(noon);
  seal(noon + 1000 * day);
  log_minutes(second, said_);
  EXPECT_EQ(to_go(said_ + 8 * day), of(first_));
  book_.cannot_go(*of(first_));
  EXPECT_EQ(to_go(said_ + 8 * day), of(second));
}

TEST_F(Going, SaysWhyAndWhatStays) {
  const auto minutes = next_ - 1;
  EXPECT_EQ(book_.gone("spec10", first_ + 3, noon), (GonePayload{{noon + 400 * day, 0}, minutes}));
  EXPECT_EQ(book_.gone("spec10", first_ + 10, noon), std::nullopt);
  EXPECT_EQ(book_.gone("spec10", 0, noon), std::nullopt);
  EXPECT_EQ(book_.gone("watch", first_ + 3, noon), std::nullopt);
}

}  // namespace
}  // namespace tocsin::collector
