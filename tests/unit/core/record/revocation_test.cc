#include "core/record/revocation.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "tests/support/record/documented.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::record {
namespace {

Revocation said() {
  return {.country = "NO",
          .key = sample::probe_key().public_key(),
          .from = *from_rfc3339("2026-06-01T12:00:00Z"),
          .reason = "the host was stolen"};
}

const auto country_key = sample::country_key();

TEST(Revocation, IsReadBackAsItIsWritten) {
  EXPECT_EQ(open_revocation(sign(said(), country_key), country_key.public_key()), said());
}

TEST(Revocation, IsWrittenAsItIsDocumented) {
  EXPECT_EQ(to_hex(sign(said(), country_key)), to_hex(documented("revocation.md", "revocation")));
}

TEST(Revocation, ByAnotherCountryIsNone) {
  const auto bytes = sign(said(), sample::log_key());
  EXPECT_EQ(open_revocation(bytes, country_key.public_key()).error(),
            StatementFault::bad_signature);
  EXPECT_EQ(peek_revocation(bytes)->country, "NO");
}

TEST(Revocation, CutOrChangedAnywhereIsRefused) {
  auto bytes = sign(said(), country_key);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(peek_revocation(ByteView(bytes).first(size))) << size;
  }
  for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    EXPECT_FALSE(open_revocation(bytes, country_key.public_key())) << "bit " << bit;
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
  }
}

TEST(Revocation, WithAnEndlessReasonIsNone) {
  auto endless = said();
  endless.reason.assign(129, 'x');
  EXPECT_EQ(open_revocation(sign(endless, country_key), country_key.public_key()).error(),
            StatementFault::malformed);
}

}  // namespace
}  // namespace tocsin::record
