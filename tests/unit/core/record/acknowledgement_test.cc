#include "core/record/acknowledgement.h"

#include <gtest/gtest.h>

#include "core/record/signed_acknowledgement.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::record {
namespace {

using namespace std::chrono_literals;

struct Acknowledged : testing::Test {
  Acknowledgement said{"log.collector.example",
                       sample::digest_of(0x11),
                       {1'767'225'601s},
                       24h,
                       Admission::after_gap};
  Bytes bytes = sign(said, sample::log_key());
  crypto::PublicKey key = sample::log_key().public_key();
};

TEST_F(Acknowledged, ComesBackAsItWas) {
  EXPECT_EQ(open_acknowledgement(bytes, key).value(), said);
}

TEST_F(Acknowledged, ByAnotherKeyIsNone) {
  EXPECT_EQ(open_acknowledgement(bytes, sample::probe_key().public_key()).error(),
            StatementFault::bad_signature);
}

TEST_F(Acknowledged, OfAnotherKindIsNone) {
  const auto other = sign_statement(sample::log_key(),
                                    "application/tocsin-other+cbor",
                                    peek_statement(bytes, acknowledgement_content_type).value());
  EXPECT_EQ(open_acknowledgement(other, key).error(), StatementFault::other_kind);
}

TEST_F(Acknowledged, WithAnyBitFlippedIsNone) {
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    auto bad = bytes;
    bad[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    EXPECT_FALSE(open_acknowledgement(bad, key)) << "bit " << bit;
  }
}

TEST_F(Acknowledged, CutShortAnywhereIsNone) {
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_EQ(open_acknowledgement(ByteView(bytes).first(size), key).error(),
              StatementFault::malformed);
  }
}

// Whoever promises something for a time that nobody lives to see has promised nothing.
TEST_F(Acknowledged, ForLongerThanAWeekIsNone) {
  const auto opened = [&] { return open_acknowledgement(sign(said, sample::log_key()), key); };
  said.maximum_merge_delay = 168h;
  EXPECT_EQ(opened().value(), said);
  said.maximum_merge_delay += 1ns;
  EXPECT_EQ(opened().error(), StatementFault::malformed);
  said.maximum_merge_delay = Duration::max();
  EXPECT_EQ(opened().error(), StatementFault::malformed);
}

TEST_F(Acknowledged, AtATimeThatHasNoEndIsNone) {
  for (const auto at : {Duration::max(), Duration::max() - 168h + 1ns, Duration(-1)}) {
    said.at = WallTime{at};
    EXPECT_EQ(open_acknowledgement(sign(said, sample::log_key()), key).error(),
              StatementFault::malformed);
  }
}

}  // namespace
}  // namespace tocsin::record
