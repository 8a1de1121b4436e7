#include "core/cbor/sign1.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "core/cbor/encoder.h"

namespace tocsin::cbor {
namespace {

constexpr auto type = "application/tocsin-test+cbor";

struct Signed : testing::Test {
  crypto::SigningKey key = crypto::SigningKey::from_seed({1, 2, 3});
  Bytes bytes = sign1(key, type, as_bytes("said"));
};

TEST_F(Signed, GivesItsPartsAndVerifies) {
  const auto read = decode_sign1(bytes, 4);
  ASSERT_TRUE(read);
  EXPECT_EQ(read->content_type, type);
  EXPECT_EQ(as_text(read->payload), "said");
  EXPECT_TRUE(verify(*read, key.public_key()));
}

TEST_F(Signed, IsTag18OfFourItems) {
  EXPECT_EQ(to_hex(ByteView(bytes).first(2)), "d284");
}

TEST_F(Signed, DoesNotVerifyUnderAnotherKey) {
  const auto other = crypto::SigningKey::from_seed({3, 2, 1});
  EXPECT_FALSE(verify(decode_sign1(bytes, 4).value(), other.public_key()));
}

TEST_F(Signed, WithAnyBitFlippedIsRefusedOrDoesNotVerify) {
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    auto bad = bytes;
    bad[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    const auto read = decode_sign1(bad, 4);
    EXPECT_FALSE(read && verify(*read, key.public_key())) << "bit " << bit;
  }
}

TEST_F(Signed, CutShortAnywhereIsRefused) {
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_sign1(ByteView(bytes).first(size), 4)) << size;
  }
}

TEST_F(Signed, WithABiggerPayloadThanAllowedIsRefused) {
  EXPECT_EQ(decode_sign1(bytes, 3).error().fault, Fault::too_long);
}

// Unsigned headers would let anybody make other bytes of the same statement.
TEST_F(Signed, WithAnUnprotectedHeaderIsRefused) {
  Encoder out;
  out.tag(18).array(4).bytes(decode_sign1(bytes, 4)->protected_header);
  out.map(1).uint(4).bytes(as_bytes("kid")).bytes(as_bytes("said")).bytes(ByteArray<64>{});
  EXPECT_EQ(decode_sign1(std::move(out).finish(), 4).error().fault, Fault::extra_items);
}

TEST_F(Signed, WithAnotherAlgorithmIsRefused) {
  Encoder header;
  header.map(2).uint(1).integer(-7).uint(3).text(type);
  Encoder out;
  out.tag(18).array(4).bytes(std::move(header).finish()).map(0);
  out.bytes(as_bytes("said")).bytes(ByteArray<64>{});
  EXPECT_EQ(decode_sign1(std::move(out).finish(), 4).error().fault, Fault::unacceptable);
}

}  // namespace
}  // namespace tocsin::cbor
