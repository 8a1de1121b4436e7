#include "core/record/next_origins.h"

#include <gtest/gtest.h>

#include "core/base/hex.h"
#include "tests/support/record/documented.h"

namespace tocsin::record {
namespace {

NextOrigin next(const std::string& year, std::uint8_t seed) {
  return {"geneva.example/log/" + year,
          crypto::SigningKey::from_seed({seed}).public_key(),
          *from_rfc3339(year + "-01-01T00:00:00Z")};
}

NextOrigins sample() {
  return {{next("2027", 27), next("2028", 28)}, *from_rfc3339("2026-08-19T12:00:00Z")};
}

TEST(NextOrigins, AreReadBackAsTheyAreWritten) {
  EXPECT_EQ(decode_next_origins(encode(sample())), sample());
}

TEST(NextOrigins, AreWrittenAsTheyAreDocumented) {
  EXPECT_EQ(to_hex(encode(sample())), to_hex(documented("origins.md", "next-origins")));
}

TEST(NextOrigins, CutAnywhereAreRefused) {
  const auto bytes = encode(sample());
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    EXPECT_FALSE(decode_next_origins(ByteView(bytes).first(size))) << size;
  }
}

TEST(NextOrigins, ChangedAnywhereAreRefusedOrHaveOneForm) {
  const auto good = encode(sample());
  for (std::size_t bit = 0; bit < good.size() * 8; ++bit) {
    auto bytes = good;
    bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    const auto read = decode_next_origins(bytes);
    if (!read) continue;
    EXPECT_EQ(encode(*read), bytes) << "bit " << bit;
  }
}

TEST(NextOrigins, ThatNoCollectorWritesAreRefused) {
  const auto refused = [](const auto& edit) {
    auto said = sample();
    edit(said.origins);
    return !decode_next_origins(encode(said));
  };
  EXPECT_TRUE(refused([](auto& origins) { origins.clear(); }));
  EXPECT_TRUE(refused([](auto& origins) { std::swap(origins[0], origins[1]); }));
  EXPECT_FALSE(refused([](auto& origins) { origins[1].from = origins[0].from; }));
  EXPECT_TRUE(refused([](auto& origins) { origins[1].origin = origins[0].origin; }));
  EXPECT_TRUE(refused([](auto& origins) { origins[0].origin = "a log"; }));
  EXPECT_TRUE(refused([](auto& origins) {
    for (int year = 2029; year < 2044; ++year) origins.push_back(next(std::to_string(year), 1));
  }));
  EXPECT_FALSE(refused([](auto& origins) {
    for (int year = 2029; year < 2043; ++year) origins.push_back(next(std::to_string(year), 1));
  }));
}

TEST(NextOrigins, AreNamedAsAKeyMayBe) {
  EXPECT_TRUE(is_origin("a"));
  EXPECT_TRUE(is_origin(std::string(128, 'a')));
  for (const auto& name : {std::string(),
                           std::string(129, 'a'),
                           std::string("a b"),
                           std::string("a+b"),
                           std::string("a\nb"),
                           std::string("a\x7f"),
                           std::string("gen\xc3\xa8ve")}) {
    EXPECT_FALSE(is_origin(name)) << name;
  }
}

}  // namespace
}  // namespace tocsin::record
