#include "core/record/attestation.h"

#include <gtest/gtest.h>

#include <cmath>
#include <functional>

#include "core/record/signed_envelope.h"
#include "tests/support/record/sample_statements.h"

namespace tocsin::record {
namespace {

struct Attested : testing::Test {
  Attestation said = sample::attestation();
  crypto::SigningKey signer = sample::country_key();
  crypto::PublicKey key = signer.public_key();
  Bytes bytes = sign(said, signer);
};

TEST_F(Attested, ComesBackAsItWas) {
  EXPECT_EQ(open_attestation(bytes, key).value(), said);
}

TEST_F(Attested, ByAnotherCountryIsNone) {
  EXPECT_EQ(open_attestation(bytes, sample::log_key().public_key()).error(),
            StatementFault::bad_signature);
}

TEST_F(Attested, WithAnyBitFlippedIsNone) {
  for (std::size_t bit = 0; bit < 8 * bytes.size(); ++bit) {
    auto bad = bytes;
    bad[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    EXPECT_FALSE(open_attestation(bad, key)) << "bit " << bit;
  }
}

TEST_F(Attested, CutShortAnywhereIsNone) {
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(peek_attestation(ByteView(bytes).first(size))) << size;
  }
}

TEST_F(Attested, CanBeAskedForItsCountryBeforeItsKeyIsKnown) {
  EXPECT_EQ(peek_attestation(bytes)->country, "NO");
}

TEST_F(Attested, CoversFromItsFirstMomentUntilBeforeItsLast) {
  EXPECT_TRUE(said.covers(said.from));
  EXPECT_FALSE(said.covers(said.until));
  EXPECT_FALSE(said.covers(said.from - Duration{1}));
}

TEST_F(Attested, ThatContradictsItselfIsNone) {
  const std::pair<const char*, std::function<void(Attestation&)>> contradictions[] = {
      {"ends before it begins", [](Attestation& a) { a.until = a.from; }},
      {"north of the pole", [](Attestation& a) { a.place.latitude_tenths = 901; }},
      {"west of the date line", [](Attestation& a) { a.place.longitude_tenths = -1801; }},
      {"a network with an endless name", [](Attestation& a) { a.network.assign(129, 'x'); }},
  };
  for (const auto& [name, change] : contradictions) {
    auto bad = said;
    change(bad);
    EXPECT_EQ(open_attestation(sign(bad, signer), key).error(), StatementFault::malformed) << name;
  }
}

TEST(Place, IsRoundedToATenthOfADegree) {
  EXPECT_EQ(place_at(59.91, 10.75), (Place{599, 108}));
  EXPECT_EQ(place_at(-33.86, -151.2), (Place{-339, -1512}));
}

TEST(Place, BeyondTheGlobeIsNone) {
  EXPECT_FALSE(place_at(90.1, 0));
  EXPECT_FALSE(place_at(0, -180.1));
  EXPECT_FALSE(place_at(std::nan(""), 0));
}

TEST(CountryCode, HasTwoUpperCaseLetters) {
  EXPECT_TRUE(is_country_code("NO"));
  for (const auto* text : {"", "N", "no", "NOR", "N1", "N "}) EXPECT_FALSE(is_country_code(text));
}

}  // namespace
}  // namespace tocsin::record
