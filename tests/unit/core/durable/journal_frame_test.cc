#include "core/durable/journal_frame.h"

#include <gtest/gtest.h>

namespace tocsin::durable {
namespace {

Bytes frame_of(std::string_view payload) {
  Bytes bytes;
  append_frame(bytes, {7, 5, as_bytes(payload)});
  return bytes;
}

TEST(JournalFrame, IsReadAsItWasWritten) {
  const auto bytes = frame_of("payload");
  const auto frame = frame_at_front(bytes);
  ASSERT_TRUE(frame);
  EXPECT_EQ(frame->index, 7U);
  EXPECT_EQ(frame->durable_below, 5U);
  EXPECT_EQ(as_text(frame->payload), "payload");
  EXPECT_EQ(bytes.size(), frame_size(7));
}

TEST(JournalFrame, IsNoneWhenCutAtAnyByte) {
  const auto bytes = frame_of("payload");
  for (std::size_t cut = 0; cut < bytes.size(); ++cut) {
    EXPECT_FALSE(frame_at_front(ByteView(bytes).first(cut))) << cut;
  }
}

TEST(JournalFrame, IsNoneWhenAnyBitIsFlipped) {
  const auto bytes = frame_of("payload");
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    auto flipped = bytes;
    flipped[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    EXPECT_FALSE(frame_at_front(flipped)) << bit;
  }
}

}  // namespace
}  // namespace tocsin::durable
