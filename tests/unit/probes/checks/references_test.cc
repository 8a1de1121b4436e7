#include "probes/checks/references.h"

#include <gtest/gtest.h>

#include "core/record/reach.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::Outcome;
using record::Reach;
using record::Ring;

const Reference country_v4{Ring::country, *plan::address_from("192.0.2.1")};
const Reference world_v4{Ring::world, *plan::address_from("192.0.2.2")};
const Reference world_v6{Ring::world, *plan::address_from("2001:db8::2")};

TEST(ReferenceQuestion, IsAsPlainAsItGets) {
  const auto query = record::query_for(reference_question(), ".").value();
  EXPECT_TRUE(query.question.name.is_root());
  EXPECT_FALSE(query.recursion_desired);
  EXPECT_FALSE(query.edns);
}

TEST(References, CountByRingAndFamilyWhoseNewestOutcomeWasAnAnswer) {
  References references({country_v4, world_v4, world_v6});
  references.saw(0, Outcome::answered, {1s});
  references.saw(1, Outcome::answered, {2s});
  references.saw(1, Outcome::timeout, {12s});
  references.saw(2, Outcome::truncated, {3s});
  const auto counts = references.counts({13s});
  EXPECT_EQ(counts.v4[1], (record::RingCount{1, 1}));
  EXPECT_EQ(counts.v4[2], (record::RingCount{1, 0}));
  EXPECT_EQ(counts.v6[2], (record::RingCount{1, 1}));
}

TEST(References, ThatWereNotHeardOfLatelyDoNotCount) {
  References references({world_v4});
  EXPECT_EQ(references.counts({1s}), record::RingCounts{});
  references.saw(0, Outcome::answered, {1s});
  EXPECT_EQ(references.counts({16s}).v4[2], (record::RingCount{1, 1}));
  EXPECT_EQ(references.counts({17s}), record::RingCounts{});
}

TEST(References, TellIsolationInOneFamilyFromAConnectedOther) {
  References references({country_v4, world_v4, world_v6});
  references.saw(0, Outcome::answered, {1s});
  references.saw(1, Outcome::unreachable, {1s});
  references.saw(2, Outcome::answered, {1s});
  const auto counts = references.counts({2s});
  EXPECT_EQ(record::reach_of(counts.v4), Reach::isolated);
  EXPECT_EQ(record::reach_of(counts.v6), Reach::connected);
}

TEST(References, ThatAreMockedByAMiddleboxShowNoWay) {
  for (const auto outcome : {Outcome::mismatched,
                             Outcome::malformed,
                             Outcome::intercepted,
                             Outcome::reset,
                             Outcome::refused}) {
    EXPECT_FALSE(shows_a_way(outcome)) << record::name_of(outcome);
  }
}

}  // namespace
}  // namespace tocsin::probe
