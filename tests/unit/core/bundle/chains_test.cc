#include "core/bundle/chains.h"

#include <gtest/gtest.h>

#include <random>
#include <set>

#include "tests/support/probe/scripted_probe.h"

namespace tocsin::bundle {
namespace {

using collector::ScriptedProbe;

struct AChain : testing::Test {
  ScriptedProbe probe{"no-1", 1};
  WallTime noon = *from_rfc3339("2026-11-29T12:00:00Z");
  Chains chains;

  record::VerifiedEnvelope next(const std::vector<record::Gap>& gaps = {}) {
    return probe.next(noon, [&](record::Envelope& envelope) { envelope.gaps = gaps; }).envelope;
  }
  void send(const std::vector<record::Gap>& gaps = {}) { chains.add(next(gaps)); }
  void skip(int count) {
    for (int i = 0; i < count; ++i) next();
  }
  Chains::Findings found() const { return chains.of(probe.id()); }
};

TEST_F(AChain, OfWhichNothingIsMissingHasNoFindings) {
  for (int i = 0; i < 5; ++i) send();
  EXPECT_EQ(found().missing, 0U);
  EXPECT_EQ(found().broken, 0U);
}

TEST_F(AChain, CountsWhatIsToldTwiceOnce) {
  send();
  skip(6);
  send({{1, 3}, {2, 4}, {4, 4}});
  EXPECT_EQ(found().missing, 6U);
  EXPECT_EQ(found().explained, 4U);
}

TEST_F(AChain, ExplainsNothingThatIsThere) {
  for (int i = 0; i < 4; ++i) send();
  skip(1);
  send({{0, 4}});
  EXPECT_EQ(found().missing, 1U);
  EXPECT_EQ(found().explained, 1U);
}

TEST_F(AChain, ExplainsNothingOfAnotherIncarnation) {
  send();
  skip(2);
  send();
  probe.reincarnate();
  skip(4);
  send({{1, 2}});
  EXPECT_EQ(found().missing, 2U);
  EXPECT_EQ(found().explained, 0U);
}

// Against the definition, number by number.
TEST_F(AChain, ExplainsWhatAnyOfItsGapsTells) {
  for (unsigned seed = 0; seed < 200; ++seed) {
    std::mt19937 random(seed);
    Chains drawn;
    ScriptedProbe other("no-2", 2);
    std::set<std::uint64_t> here{0, 40};
    std::set<std::uint64_t> told;
    for (std::uint64_t sequence = 0; sequence <= 40; ++sequence) {
      std::vector<record::Gap> gaps;
      for (auto count = random() % 3; sequence > 0 && count > 0; --count) {
        const auto first = random() % sequence;
        gaps.push_back({first, std::min(first + random() % 6, sequence - 1)});
      }
      const auto sent = other.next(noon, [&](record::Envelope& said) { said.gaps = gaps; });
      if (!here.contains(sequence) && random() % 2 == 0) continue;
      here.insert(sequence);
      drawn.add(sent.envelope);
      for (const auto& gap : gaps) {
        for (auto each = gap.first; each <= gap.last; ++each) told.insert(each);
      }
    }
    std::uint64_t explained = 0;
    for (const auto each : told) explained += here.contains(each) ? 0 : 1;
    EXPECT_EQ(drawn.of(other.id()).missing, 41 - here.size()) << seed;
    EXPECT_EQ(drawn.of(other.id()).explained, explained) << seed;
  }
}

}  // namespace
}  // namespace tocsin::bundle
