#include "daemon/ingest/chain.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <vector>

namespace tocsin::collector {
namespace {

// The digest that stands for envelope n of a probe's true chain.
Digest digest_of(std::uint64_t n) {
  Digest digest{};
  for (int i = 0; i < 8; ++i) digest[i] = static_cast<std::uint8_t>(n >> (8 * i));
  digest[31] = 1;
  return digest;
}

Link link(std::uint64_t n) {
  return {n, digest_of(n), n == 0 ? Digest{} : digest_of(n - 1)};
}

Link forged(Link link) {
  link.digest[30] = 0xff;
  return link;
}

Link detached(Link link) {
  link.previous[30] = 0xff;
  return link;
}

Chain chain_of(std::initializer_list<std::uint64_t> sequences) {
  Chain chain;
  for (const auto n : sequences) chain.apply(link(n));
  return chain;
}

TEST(Chain, StartsWithSequenceZeroThatNamesNoPrevious) {
  EXPECT_EQ(Chain{}.fit(link(0)), Fit::next);
  EXPECT_EQ(Chain{}.fit(detached(link(0))), Fit::misfit);
}

TEST(Chain, TakesTheNextOnlyWhenItNamesTheHead) {
  const auto chain = chain_of({0, 1});
  EXPECT_EQ(chain.fit(link(2)), Fit::next);
  EXPECT_EQ(chain.fit(detached(link(2))), Fit::misfit);
}

TEST(Chain, NotesAGapAndCountsWhatIsMissing) {
  const auto chain = chain_of({0, 5});
  EXPECT_EQ(chain.expected(), 6U);
  EXPECT_EQ(chain.missing(), 4U);
}

TEST(Chain, FillsAGapFromEitherSideAndFromItsMiddle) {
  const std::vector<std::vector<std::uint64_t>> orders{{1, 2, 3}, {3, 2, 1}, {2, 1, 3}, {2, 3, 1}};
  for (const auto& order : orders) {
    auto chain = chain_of({0, 4});
    for (const auto n : order) {
      ASSERT_EQ(chain.fit(link(n)), Fit::fills_gap);
      chain.apply(link(n));
    }
    EXPECT_EQ(chain.missing(), 0U);
  }
}

TEST(Chain, RefusesAFillerThatDoesNotFitTheEnvelopeBeforeIt) {
  EXPECT_EQ(chain_of({0, 4}).fit(detached(link(1))), Fit::misfit);
}

TEST(Chain, RefusesAFillerThatTheEnvelopeAfterItDoesNotName) {
  EXPECT_EQ(chain_of({0, 4}).fit(forged(link(3))), Fit::misfit);
}

TEST(Chain, RefusesAFillerThatDoesNotFitAnEarlierFiller) {
  auto chain = chain_of({0, 4});
  chain.apply(forged(link(2)));  // nothing is known yet on either side of it
  EXPECT_EQ(chain.fit(link(3)), Fit::misfit);
  EXPECT_EQ(chain.fit(link(1)), Fit::fills_gap);
}

TEST(Chain, KnowsAnEnvelopeSentAgainFromAForgedTwin) {
  const auto chain = chain_of({0, 1, 4, 2});
  for (const auto n : {0U, 1U, 2U, 4U}) {
    EXPECT_EQ(chain.fit(link(n)), Fit::again);
    EXPECT_EQ(chain.fit(forged(link(n))), Fit::equivocation);
  }
}

TEST(Chain, KeepsTheReceiptOfEachEnvelope) {
  Chain chain;
  const Receipt receipt{WallTime{std::chrono::seconds(7)}, record::Admission::late};
  chain.apply(link(0), receipt);
  EXPECT_EQ(chain.known(0)->receipt, receipt);
  EXPECT_EQ(chain.known(1).has_value(), false);
}

TEST(Chain, KeepsTheLeafOfEachEnvelopeThatItRemembers) {
  auto chain = chain_of({0, 1});
  const auto before = chain;
  chain.logged(2, 7);
  EXPECT_EQ(chain, before);
  chain.logged(1, 7);
  EXPECT_EQ(chain.known(1)->leaf, 7U);
}

TEST(Chain, TakesNoLinkThatLeavesNoNumberForTheNext) {
  EXPECT_EQ(chain_of({0}).fit(link(~std::uint64_t{0})), Fit::misfit);
}

TEST(Chain, SaysThatItForgotWhatLeftItsWindow) {
  Chain chain;
  for (std::uint64_t n = 0; n <= remembered_sequences_max; ++n) chain.apply(link(n));
  EXPECT_EQ(chain.fit(link(0)), Fit::forgotten);
  EXPECT_EQ(chain.fit(link(1)), Fit::again);
}

TEST(Chain, RefusesMoreGapsThanItsLimit) {
  Chain chain;
  for (std::uint64_t n = 1; n <= 2 * chain_gaps_max; n += 2) chain.apply(link(n));
  EXPECT_EQ(chain.fit(link(2 * chain_gaps_max + 5)), Fit::too_many_gaps);
  EXPECT_EQ(chain.fit(link(2 * chain_gaps_max)), Fit::next);
}

LinkSpan span(std::uint64_t first, std::uint64_t last) {
  return {first, last, link(first).previous, link(last).digest};
}

TEST(Chain, JoinsSpansToWhatTheirLinksMakeInWhateverOrder) {
  const auto linked = chain_of({0, 1, 2, 3, 9, 5, 6, 12});
  std::vector<LinkSpan> spans{span(0, 3), span(5, 6), span(9, 9), span(12, 12)};
  const auto earlier = [](const auto& a, const auto& b) { return a.first < b.first; };
  do {
    Chain joined;
    for (const auto n : {12, 0, 1, 2, 3, 9, 5, 6}) joined.remember(n, {digest_of(n), {}});
    for (const auto& each : spans) ASSERT_TRUE(joined.join(each));
    EXPECT_EQ(joined, linked);
  } while (std::ranges::next_permutation(spans, earlier).found);
}

TEST(Chain, JoinsNoSpanThatContradictsItsNeighbours) {
  const auto chain = chain_of({0, 1, 9});
  auto bad = std::vector{span(2, 9), span(1, 2), span(0, 0), span(8, 12), span(3, 2)};
  bad.push_back({2, 5, digest_of(7), digest_of(5)});
  bad.push_back({5, 8, digest_of(4), digest_of(7)});
  bad.push_back({10, 11, digest_of(7), digest_of(11)});
  bad.push_back({12, ~std::uint64_t{0}, digest_of(11), digest_of(20)});
  for (const auto& each : bad) {
    auto joined = chain;
    EXPECT_FALSE(joined.join(each)) << each.first << " to " << each.last;
    EXPECT_EQ(joined, chain);
  }
}

TEST(Chain, RemembersTheHighestNumbersInWhateverOrderItIsTold) {
  Chain up;
  Chain down;
  const std::uint64_t top = remembered_sequences_max + 5;
  for (std::uint64_t n = 0; n <= top; ++n) up.remember(n, {digest_of(n), {}});
  for (std::uint64_t n = top + 1; n-- > 0;) down.remember(n, {digest_of(n), {}});
  EXPECT_EQ(up, down);
  EXPECT_FALSE(up.known(5));
  EXPECT_FALSE(up.would_remember(5));
  EXPECT_TRUE(up.known(6));
  EXPECT_TRUE(up.would_remember(top + 1));
  EXPECT_TRUE(Chain{}.would_remember(0));
}

TEST(Chain, EndsWholeInWhateverOrderItsLinksArrive) {
  std::vector<std::uint64_t> order(200);
  for (std::size_t n = 0; n < order.size(); ++n) order[n] = n;
  for (unsigned seed = 0; seed < 50; ++seed) {
    std::ranges::shuffle(order, std::mt19937{seed});
    Chain chain;
    for (const auto n : order) chain.apply(link(n));  // aborts when one does not fit
    EXPECT_EQ(chain.missing(), 0U) << "seed " << seed;
    EXPECT_EQ(chain.expected(), order.size());
  }
}

}  // namespace
}  // namespace tocsin::collector
