#include "daemon/segments/summary_codec.h"

#include <gtest/gtest.h>

namespace tocsin::collector {
namespace {

Digest digest(std::uint8_t byte) {
  Digest digest;
  digest.fill(byte);
  return digest;
}

KnownEnvelope link(std::uint8_t byte, std::uint64_t leaf) {
  const Receipt receipt{WallTime{std::chrono::seconds(-7)}, record::Admission::late};
  return {digest(byte), receipt, leaf};
}

// Every field is used, and every list has two.
SegmentSummary sample() {
  SegmentSummary summary;
  summary.batches = 4;
  summary.evidence = 1;
  summary.chains.push_back({{1},
                            7,
                            {{3, 4, digest(1), digest(3)}, {9, 9, digest(4), digest(5)}},
                            {link(2, 40), link(3, 42), link(5, 41)}});
  summary.chains.push_back({{2}, 8, {{0, 0, {}, digest(6)}}, {link(6, 43)}});
  summary.target_sets = {{digest(7), 16}, {digest(8), std::nullopt}};
  summary.said = {{44, 500, {1, 2}}, {46, 700, {}}};
  summary.recorded = {{45, 30}, {47, 45}};
  summary.payloads = {{"spec10", 3, 1, WallTime{std::chrono::seconds(7)}}, {"watch", 0, 0, {}}};
  summary.agreed = WallTime{std::chrono::seconds(8)};
  summary.objects = {{std::uint64_t{3} << 56U, 16}, {std::uint64_t{3} << 56U, 17}, {~0ULL, 300}};
  return summary;
}

SegmentSummary without_links(SegmentSummary summary) {
  for (auto& chain : summary.chains) chain.links.clear();
  summary.objects.clear();
  return summary;
}

TEST(SummaryCodec, ReadsTheFrontThatItWrote) {
  EXPECT_EQ(decode_front(encode(sample())[front_part]), without_links(sample()));
  EXPECT_EQ(decode_front(encode(SegmentSummary{})[front_part]), SegmentSummary{});
}

TEST(SummaryCodec, ReadsTheLinksThatItWrote) {
  auto summary = without_links(sample());
  ASSERT_TRUE(decode_links(encode(sample())[links_part], summary));
  EXPECT_EQ(summary.chains, sample().chains);
}

TEST(SummaryCodec, FindsTheObjectsThatBeginWithAByte) {
  const auto part = encode(sample())[objects_part];
  const ByteView counts = ByteView(part).first(object_counts_bytes);
  const auto places = decode_object_lines(ByteView(part).subspan(object_counts_bytes));
  EXPECT_EQ(places, sample().objects);
  const auto lines = [&](std::uint8_t n) {
    const auto [begin, end] = object_lines(counts, n);
    return std::pair(begin, end);
  };
  EXPECT_EQ(lines(0), std::pair(0U, 0U));
  EXPECT_EQ(lines(3), std::pair(0U, 2U));
  EXPECT_EQ(lines(4), std::pair(2U, 2U));
  EXPECT_EQ(lines(255), std::pair(2U, 3U));
}

TEST(SummaryCodec, RefusesAFrontThatWasTornAnywhere) {
  const auto front = encode(sample())[front_part];
  for (std::size_t size = 0; size < front.size(); ++size) {
    EXPECT_FALSE(decode_front(ByteView(front).first(size))) << size;
  }
}

TEST(SummaryCodec, RefusesLinksThatAreNotAsManyAsTheSpansHave) {
  const auto links = encode(sample())[links_part];
  for (std::size_t size = 0; size < links.size(); ++size) {
    auto summary = without_links(sample());
    EXPECT_FALSE(decode_links(ByteView(links).first(size), summary)) << size;
  }
  auto longer = links;
  longer.push_back(0);
  auto summary = without_links(sample());
  EXPECT_FALSE(decode_links(longer, summary));
}

TEST(SummaryCodec, RefusesACountOfBatchesThatTheSpansDoNotHave) {
  const auto parts = encode(sample());
  auto more = without_links(sample());
  more.batches = 1ULL << 60U;
  EXPECT_EQ(encode(more)[links_part], Bytes());
  EXPECT_FALSE(decode_links(parts[links_part], more));
}

TEST(SummaryCodec, RefusesSpansThatNoSegmentHas) {
  const auto links = encode(sample())[links_part];
  for (const auto& [first, last] : {std::pair(0ULL, ~0ULL), {~0ULL, ~0ULL}, {5ULL, 4ULL}}) {
    auto summary = without_links(sample());
    summary.chains[0].spans = {{first, last, {}, {}}};
    EXPECT_FALSE(decode_links(links, summary)) << first;
  }
}

TEST(SummaryCodec, RefusesAnAdmissionThatIsNone) {
  auto links = encode(sample())[links_part];
  links[40] = 4;
  auto summary = without_links(sample());
  EXPECT_FALSE(decode_links(links, summary));
}

TEST(SummaryCodec, GivesNoLinesOfCountsThatAreNotThere) {
  EXPECT_EQ(object_lines({}, 0).end, 0U);
  EXPECT_EQ(object_lines({}, 255).end, 0U);
  EXPECT_TRUE(decode_object_lines(Bytes(15)).empty());
}

}  // namespace
}  // namespace tocsin::collector
