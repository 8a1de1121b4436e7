#include "core/entry/log_keys.h"

#include <gtest/gtest.h>

#include "core/record/signed_acknowledgement.h"

namespace tocsin::entry {
namespace {

const auto told = crypto::SigningKey::from_seed({1});
const auto later = crypto::SigningKey::from_seed({27});
const WallTime new_year = *from_rfc3339("2027-01-01T00:00:00Z");
const record::NextOrigin of_2027{"log/2027", later.public_key(), new_year};

Bytes announcing(const record::NextOrigin& next) {
  return encode(record::NextOrigins{{next}, {}});
}

Bytes word(const std::string& origin, WallTime at, const crypto::SigningKey& by) {
  record::Acknowledgement said;
  said.origin = origin;
  said.at = at;
  return record::sign(said, by);
}

struct LogKeysTest : testing::Test {
  // Why the word counts for nothing.
  std::string refused(const Bytes& bytes) const {
    const auto opened = keys.open_acknowledgement(bytes);
    return opened ? "" : opened.error().text;
  }

  LogKeys keys{told.public_key()};
};

TEST_F(LogKeysTest, AreTheOneThatWasToldUntilAnotherIsAnnounced) {
  EXPECT_EQ(keys.of("log"), told.public_key());
  EXPECT_EQ(keys.of("log/2027"), told.public_key());
  ASSERT_TRUE(keys.learn({Kind::origins, announcing(of_2027)}));
  EXPECT_EQ(keys.of("log"), told.public_key());
  EXPECT_EQ(keys.of("log/2027"), later.public_key());
}

TEST_F(LogKeysTest, AreLearntByEveryCopy) {
  LogKeys copy = keys;
  ASSERT_TRUE(copy.learn({Kind::origins, announcing(of_2027)}));
  EXPECT_EQ(keys.of("log/2027"), later.public_key());
}

TEST_F(LogKeysTest, OpenWhatEachLogAcknowledges) {
  EXPECT_EQ(refused(word("log", {}, told)), "");
  ASSERT_TRUE(keys.learn({Kind::origins, announcing(of_2027)}));
  EXPECT_EQ(refused(word("log", {}, told)), "");
  EXPECT_EQ(refused(word("log/2027", new_year, later)), "");
  const auto opened = keys.open_acknowledgement(word("log/2027", new_year, later));
  EXPECT_EQ(opened->at, new_year);
}

TEST_F(LogKeysTest, OpenNothingThatTheLogsOwnKeyHasNotSigned) {
  const std::string forged = "the acknowledgement does not verify: bad_signature";
  EXPECT_EQ(refused(word("log/2027", new_year, later)), forged) << "not announced";
  ASSERT_TRUE(keys.learn({Kind::origins, announcing(of_2027)}));
  EXPECT_EQ(refused(word("log/2027", new_year, told)), forged);
  EXPECT_EQ(refused(word("log", new_year, later)), forged);
  EXPECT_EQ(refused(word("log/2028", new_year, later)), forged);
  EXPECT_EQ(refused(word("log/2027", new_year - Duration(1), later)),
            "the acknowledgement is dated before its log was to begin");
  EXPECT_NE(refused(Bytes{1, 2, 3}), "");
}

TEST_F(LogKeysTest, KeepTheFirstWord) {
  ASSERT_TRUE(keys.learn({Kind::origins, announcing(of_2027)}));
  auto other = of_2027;
  other.key = told.public_key();
  EXPECT_FALSE(keys.learn({Kind::origins, announcing(other)}));
  EXPECT_EQ(keys.of("log/2027"), later.public_key());
}

}  // namespace
}  // namespace tocsin::entry
