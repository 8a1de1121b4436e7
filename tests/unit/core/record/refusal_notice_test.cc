#include "core/record/refusal_notice.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/record/limits.h"
#include "tests/support/record/documented.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::record {
namespace {

const auto probe_key = sample::probe_key();

RefusalNotice said() {
  const auto answer = as_bytes(R"({"type":"urn:tocsin:problem:equivocation"})");
  return {.probe = sample::batch().envelope.envelope().probe,
          .key_epoch = 0,
          .envelope = sample::batch().envelope.digest(),
          .log_key = sample::log_key().public_key(),
          .collector = "geneva",
          .status = 409,
          .answer = {answer.begin(), answer.end()},
          .at = *from_rfc3339("2026-01-01T00:00:01Z")};
}

Result<RefusalNotice, StatementFault> read_back(const RefusalNotice& notice) {
  return open_refusal_notice(sign(notice, probe_key), probe_key.public_key());
}

TEST(RefusalNotice, IsReadBackAsItIsWritten) {
  EXPECT_EQ(read_back(said()), said());
}

TEST(RefusalNotice, IsWrittenAsItIsDocumented) {
  EXPECT_EQ(to_hex(sign(said(), probe_key)),
            to_hex(documented("refusal-notice.md", "refusal-notice")));
}

TEST(RefusalNotice, ByAnotherProbeIsNone) {
  const auto bytes = sign(said(), sample::log_key());
  EXPECT_EQ(open_refusal_notice(bytes, probe_key.public_key()).error(),
            StatementFault::bad_signature);
  EXPECT_EQ(peek_refusal_notice(bytes)->collector, "geneva");
}

TEST(RefusalNotice, CutOrChangedAnywhereIsRefused) {
  auto bytes = sign(said(), probe_key);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(peek_refusal_notice(ByteView(bytes).first(size))) << size;
  }
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    EXPECT_FALSE(open_refusal_notice(bytes, probe_key.public_key())) << "bit " << bit;
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
  }
}

TEST(RefusalNotice, WithTheLongestAnswerFitsAStatement) {
  auto notice = said();
  notice.answer.assign(refusal_answer_bytes_max, 'x');
  notice.collector.assign(probe_name_bytes_max, 'x');
  EXPECT_EQ(read_back(notice), notice);
  EXPECT_LE(sign(notice, probe_key).size(), statement_bytes_max);
}

TEST(RefusalNotice, OfACollectorThatMayNotBeShownIsNone) {
  for (const auto& name :
       std::vector<std::string>{"", "two\nlines", "\x1b[2J", std::string(65, 'x')}) {
    auto notice = said();
    notice.collector = name;
    EXPECT_EQ(read_back(notice).error(), StatementFault::malformed) << name;
  }
}

TEST(HandedRefusal, IsThreeByteStrings) {
  const auto bytes = encode_handed_refusal({as_bytes("word"), as_bytes("head"), as_bytes("body")});
  EXPECT_EQ(to_hex(bytes), "8344776f7264446865616444626f6479");
  const auto read = decode_handed_refusal(bytes);
  ASSERT_TRUE(read);
  EXPECT_EQ(as_text(read->notice), "word");
  EXPECT_EQ(as_text(read->envelope), "head");
  EXPECT_EQ(as_text(read->payload), "body");
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_handed_refusal(ByteView(bytes).first(size))) << size;
  }
}

TEST(HandedRefusal, OfAnythingElseIsRefused) {
  for (const auto* hex : {"80", "824040", "8440404040", "83406040", "8340404000"}) {
    EXPECT_FALSE(decode_handed_refusal(from_hex(hex).value())) << hex;
  }
  const Bytes large(statement_bytes_max + 1);
  EXPECT_EQ(decode_handed_refusal(encode_handed_refusal({large, {}, {}})).error().fault,
            cbor::Fault::too_long);
}

}  // namespace
}  // namespace tocsin::record
