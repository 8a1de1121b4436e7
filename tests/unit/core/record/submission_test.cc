#include "core/record/submission.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/record/limits.h"

namespace tocsin::record {
namespace {

TEST(Submission, IsTwoByteStrings) {
  const auto bytes = encode_submission({as_bytes("head"), as_bytes("body")});
  EXPECT_EQ(to_hex(bytes),
            "8244686561644462"
            "6f6479");
  const auto read = decode_submission(bytes);
  ASSERT_TRUE(read);
  EXPECT_EQ(as_text(read->envelope), "head");
  EXPECT_EQ(as_text(read->payload), "body");
}

TEST(Submission, OfAnythingElseIsRefused) {
  for (const auto* hex : {"", "80", "8140", "83404040", "824060", "82404000", "8240", "9f4040ff"}) {
    EXPECT_FALSE(decode_submission(from_hex(hex).value())) << hex;
  }
}

TEST(Submission, WithAnEnvelopeBeyondItsLimitIsRefused) {
  const Bytes large(signed_envelope_bytes_max + 1);
  EXPECT_EQ(decode_submission(encode_submission({large, {}})).error().fault, cbor::Fault::too_long);
}

}  // namespace
}  // namespace tocsin::record
