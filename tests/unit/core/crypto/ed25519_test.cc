#include "core/crypto/ed25519.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "core/base/hex.h"
#include "core/crypto/public_key_text.h"
#include "tests/unit/core/crypto/counting_entropy.h"

namespace tocsin::crypto {
namespace {

template <std::size_t N>
ByteArray<N> array_of(std::string_view hex) {
  ByteArray<N> out{};
  std::ranges::copy(from_hex(hex).value(), out.begin());
  return out;
}

// RFC 8032 section 7.1, test 2.
constexpr std::string_view seed_hex =
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
constexpr std::string_view public_hex =
    "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
constexpr std::string_view signature_hex =
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

TEST(Ed25519, SignsThePublishedVector) {
  const auto key = SigningKey::from_seed(array_of<32>(seed_hex));
  EXPECT_EQ(to_hex(key.public_key()), public_hex);
  EXPECT_EQ(to_hex(key.sign(as_bytes("\x72"))), signature_hex);
}

TEST(Ed25519, VerifiesThePublishedVector) {
  EXPECT_TRUE(verify(array_of<32>(public_hex), as_bytes("\x72"), array_of<64>(signature_hex)));
}

TEST(Ed25519, RefusesEverySingleFlippedBitOfASignature) {
  const auto key = SigningKey::from_seed(array_of<32>(seed_hex));
  const auto good = key.sign(as_bytes("said"));
  for (std::size_t bit = 0; bit < 8 * good.size(); ++bit) {
    auto bad = good;
    bad[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    EXPECT_FALSE(verify(key.public_key(), as_bytes("said"), bad)) << "bit " << bit;
  }
}

TEST(Ed25519, RefusesAnotherMessageAndAnotherKey) {
  CountingEntropy entropy;
  const auto mine = SigningKey::generate(entropy);
  const auto other = SigningKey::generate(entropy);
  const auto signature = mine.sign(as_bytes("said"));
  EXPECT_TRUE(verify(mine.public_key(), as_bytes("said"), signature));
  EXPECT_FALSE(verify(mine.public_key(), as_bytes("unsaid"), signature));
  EXPECT_FALSE(verify(other.public_key(), as_bytes("said"), signature));
}

TEST(Ed25519, RefusesAPublicKeyThatIsNoPoint) {
  PublicKey key;
  key.fill(0xff);
  EXPECT_FALSE(verify(key, as_bytes("said"), Signature{}));
}

TEST(PublicKeyText, IsReadInBase64AndInHexadecimal) {
  const auto key = array_of<32>(public_hex);
  EXPECT_EQ(public_key_from(to_text(key)), key);
  EXPECT_EQ(public_key_from(public_hex), key);
}

TEST(PublicKeyText, OfAnotherSizeIsNone) {
  for (const auto* text : {"", "00", "AAAA", "not a key"})
    EXPECT_FALSE(public_key_from(text)) << text;
  EXPECT_FALSE(public_key_from(std::string(public_hex) + "00"));
}

TEST(Ed25519, GeneratesFromTheGivenEntropyAlone) {
  CountingEntropy once;
  CountingEntropy again;
  EXPECT_EQ(SigningKey::generate(once).public_key(), SigningKey::generate(again).public_key());
}

}  // namespace
}  // namespace tocsin::crypto
