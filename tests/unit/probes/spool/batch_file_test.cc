#include "probes/spool/batch_file.h"

#include <gtest/gtest.h>

#include <fstream>

#include "core/base/hex.h"
#include "probes/spool/spool_state.h"

namespace tocsin::probe {
namespace {

Batch sample_batch() {
  Batch batch;
  batch.sequence = 42;
  batch.importance = Importance::tld;
  batch.closed_at = {std::chrono::seconds{5}};
  batch.boot_id.fill(0xb0);
  batch.gaps = {{40, 41, record::GapReason::never_closed}};
  batch.envelope = {0xe0, 0xe1};
  batch.payload = {0xd0, 0xd1, 0xd2};
  return batch;
}

SpoolState sample_state() {
  SpoolState state;
  state.incarnation = 77;
  state.next = 44;
  state.taken = {43};
  state.gone.insert({0, 41});
  state.closed_below = 43;
  state.last_envelope.fill(0xe0);
  state.untold = {{40, 41, record::GapReason::thinned}};
  state.cursors["geneva"].acknowledged.insert(42);
  return state;
}

// The n-th worked example of docs/formats/spool.md.
Bytes documented(int n) {
  std::ifstream document(TOCSIN_SOURCE_DIR "/docs/formats/spool.md");
  std::string line;
  std::string hex;
  for (int i = 0; i <= n; ++i) {
    while (std::getline(document, line) && line != "```hex") continue;
  }
  while (std::getline(document, line) && line != "```") hex += line;
  return from_hex(hex).value_or(Bytes{});
}

TEST(BatchFile, IsTheDocumentedBytes) {
  EXPECT_EQ(to_hex(encode_batch(sample_batch())), to_hex(documented(0)));
  const auto batch = decode_batch(documented(0));
  ASSERT_TRUE(batch) << batch.error().text;
  EXPECT_EQ(*batch, sample_batch());
}

TEST(SpoolStateFile, IsTheDocumentedBytes) {
  EXPECT_EQ(to_hex(encode_state(sample_state())), to_hex(documented(1)));
  const auto state = decode_state(documented(1));
  ASSERT_TRUE(state) << state.error().text;
  EXPECT_EQ(*state, sample_state());
}

TEST(BatchFile, IsRefusedWhenCutAtAnyByteOrWithAnyBitFlipped) {
  const auto whole = encode_batch(sample_batch());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    EXPECT_FALSE(decode_batch(ByteView(whole).first(i))) << i;
    auto flipped = whole;
    flipped[i] ^= static_cast<std::uint8_t>(1U << (i % 8));
    EXPECT_FALSE(decode_batch(flipped)) << i;
  }
}

TEST(SpoolStateFile, IsRefusedWhenCutAtAnyByteOrWithAnyBitFlipped) {
  const auto whole = encode_state(sample_state());
  for (std::size_t i = 0; i < whole.size(); ++i) {
    EXPECT_FALSE(decode_state(ByteView(whole).first(i))) << i;
    auto flipped = whole;
    flipped[i] ^= static_cast<std::uint8_t>(1U << (i % 8));
    EXPECT_FALSE(decode_state(flipped)) << i;
  }
}

TEST(BatchName, SaysNumberAndImportance) {
  EXPECT_EQ(to_text({42, Importance::root}), "00000000000000000042-root.batch");
  EXPECT_EQ(parse_batch_name("00000000000000000042-tld.batch"), (BatchName{42, Importance::tld}));
}

TEST(BatchName, IsNothingElse) {
  for (const auto* text : {"",
                           "42-root.batch",
                           "00000000000000000042-root.batch.tmp",
                           "00000000000000000042-cctld.batch",
                           "99999999999999999999-root.batch",
                           "0000000000000000004x-root.batch"}) {
    EXPECT_FALSE(parse_batch_name(text)) << text;
  }
}

}  // namespace
}  // namespace tocsin::probe
