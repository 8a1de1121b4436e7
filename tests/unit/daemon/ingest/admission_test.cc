#include "daemon/ingest/admission.h"

#include <gtest/gtest.h>

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;
using record::Admission;

constexpr WallTime noon{1787140800s};

Link link(std::uint64_t n, std::uint8_t mark = 0) {
  Digest digest{};
  digest[0] = static_cast<std::uint8_t>(n + 1);
  digest[1] = mark;
  Digest previous{};
  previous[0] = static_cast<std::uint8_t>(n);
  return {n, digest, previous};
}

Chain chain_of(std::initializer_list<std::uint64_t> sequences) {
  Chain chain;
  for (const auto n : sequences) chain.apply(link(n));
  return chain;
}

record::ClockReading dated(WallTime wall) {
  record::ClockReading reading;
  reading.wall = wall;
  return reading;
}

Decision decide_at_noon(const Chain& chain, const Link& link) {
  return decide(chain, link, dated(noon - 1s), {noon, 1s});
}

TEST(Admission, AdmitsTheNextInTheChain) {
  EXPECT_EQ(decide_at_noon(chain_of({0}), link(1)), Decision{Admission::next});
}

TEST(Admission, AdmitsABatchAheadOfTheChainAndNotesTheGap) {
  EXPECT_EQ(decide_at_noon(chain_of({0}), link(3)), Decision{Admission::after_gap});
}

TEST(Admission, AdmitsAsLateWhatFillsAKnownGapAndFits) {
  EXPECT_EQ(decide_at_noon(chain_of({0, 3}), link(2)), Decision{Admission::late});
}

TEST(Admission, AnswersTheSameBytesAsTheFirstTime) {
  EXPECT_TRUE(std::holds_alternative<Again>(decide_at_noon(chain_of({0, 1}), link(1))));
}

TEST(Admission, RefusesOtherBytesUnderAKnownSequence) {
  EXPECT_EQ(decide_at_noon(chain_of({0, 1}), link(1, 9)), Decision{ChainRefusal::equivocation});
}

TEST(Admission, RefusesWhatBreaksTheChain) {
  auto foreign = link(2);
  foreign.previous[5] = 1;
  EXPECT_EQ(decide_at_noon(chain_of({0, 1}), foreign), Decision{ChainRefusal::broken_chain});
}

TEST(Admission, DistrustsTheDateOfABatchFromTheFuture) {
  const auto decision = decide(chain_of({0}), link(1), dated(noon + 61s), {noon, {}});
  EXPECT_EQ(decision, Decision{Admission::time_not_trusted});
}

TEST(Admission, DistrustsTheDateOfABatchFrom1970) {
  const auto decision = decide(chain_of({0}), link(1), dated(WallTime{5s}), {noon, {}});
  EXPECT_EQ(decision, Decision{Admission::time_not_trusted});
}

TEST(Admission, DistrustsAClockAnHourSlowThatTheBatchesAgeBetrays) {
  const auto decision = decide(chain_of({0}), link(1), dated(noon - 1h), {noon, 10s});
  EXPECT_EQ(decision, Decision{Admission::time_not_trusted});
}

TEST(Admission, TrustsABatchDeliveredDaysLateWhoseAgeAgreesWithItsDate) {
  const auto decision = decide(chain_of({0}), link(1), dated(noon - 72h), {noon, 72h + 5s});
  EXPECT_EQ(decision, Decision{Admission::next});
}

TEST(Admission, RefusesAForgedTwinWhateverItsDate) {
  const auto decision = decide(chain_of({0, 1}), link(1, 9), dated(WallTime{}), {noon, {}});
  EXPECT_EQ(decision, Decision{ChainRefusal::equivocation});
}

TEST(Admission, BoundsDatesThatWouldOverflow) {
  for (const auto wall : {WallTime{Duration::min()}, WallTime{Duration::max()}}) {
    EXPECT_FALSE(date_is_plausible(dated(wall), {noon, {}}));
    EXPECT_FALSE(date_is_plausible(dated(wall), {noon, Duration::max()}));
  }
}

}  // namespace
}  // namespace tocsin::collector
