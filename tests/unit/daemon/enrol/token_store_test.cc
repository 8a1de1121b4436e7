#include "daemon/enrol/token_store.h"

#include <gtest/gtest.h>

#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::collector {
namespace {

constexpr WallTime noon{std::chrono::seconds(1787140800)};

class CountingEntropy final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> out) override {
    for (auto& byte : out) byte = next_++;
  }

 private:
  std::uint8_t next_ = 0;
};

class Tokens : public testing::Test {
 protected:
  Tokens() { EXPECT_TRUE(store_.prepare()); }
  std::string issue(std::string_view name) { return *store_.issue(name, noon, entropy_); }

  durable::FaultyFileSystem files_;
  TokenStore store_{files_, "/tokens"};
  CountingEntropy entropy_;
};

TEST_F(Tokens, NameTheirProbe) {
  const auto token = issue("no-1");
  EXPECT_EQ(token, "no-1.000102030405060708090a0b0c0d0e0f");
  EXPECT_EQ(store_.name_of(token, noon), "no-1");
}

TEST_F(Tokens, AreNotInTheirFolder) {
  const auto token = issue("no-1");
  const auto open = *files_.list("/tokens/open");
  ASSERT_EQ(open.size(), 1U);
  EXPECT_EQ(open[0].find(token.substr(5)), std::string::npos);
  EXPECT_EQ(open[0].size(), 64U);
}

TEST_F(Tokens, WorkOnce) {
  const auto token = issue("no-1");
  EXPECT_TRUE(store_.use_up(token));
  EXPECT_FALSE(store_.use_up(token));
  EXPECT_EQ(store_.name_of(token, noon), std::nullopt);
}

TEST_F(Tokens, StayUsedThroughALossOfPower) {
  const auto token = issue("no-1");
  ASSERT_TRUE(store_.use_up(token));
  files_.crash();
  EXPECT_EQ(store_.name_of(token, noon), std::nullopt);
}

TEST_F(Tokens, AreNotUsedUpWhereTheDiskRefuses) {
  const auto token = issue("no-1");
  files_.fail_once(0, std::errc::read_only_file_system);
  EXPECT_FALSE(store_.use_up(token));
  EXPECT_EQ(store_.name_of(token, noon), "no-1");
}

TEST_F(Tokens, Expire) {
  const auto token = issue("no-1");
  EXPECT_TRUE(store_.name_of(token, noon + token_age_max));
  EXPECT_FALSE(store_.name_of(token, noon + token_age_max + Duration(1)));
}

TEST_F(Tokens, AreNoOtherText) {
  issue("no-1");
  for (const auto* text :
       {"", "no-1", "no-1.", "../open/x", "no-1.ffffffffffffffffffffffffffffffff"}) {
    EXPECT_FALSE(store_.name_of(text, noon)) << text;
  }
  EXPECT_FALSE(store_.name_of(std::string(1'000'000, 'x'), noon));
}

TEST_F(Tokens, AreIssuedForNamesOnly) {
  EXPECT_FALSE(store_.issue("../no-1", noon, entropy_));
  EXPECT_FALSE(store_.issue("", noon, entropy_));
}

}  // namespace
}  // namespace tocsin::collector
