#include "probes/main/private_facts.h"

#include <gtest/gtest.h>

#include "core/plan/target.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::probe {
namespace {

class Counting final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> out) override {
    for (auto& byte : out) byte = next_++;
  }

 private:
  std::uint8_t next_ = 0;
};

const std::filesystem::path path = "/state/openings";

PrivateFact address(std::uint8_t last) {
  return {record::PrivateField::address_v4, {192, 0, 2, last}};
}

class PrivateFactsTest : public ::testing::Test {
 protected:
  durable::FaultyFileSystem files_;
  Counting entropy_;
};

TEST_F(PrivateFactsTest, AreCommittedToUnderASaltThatIsKept) {
  PrivateFacts facts(files_, path, entropy_);
  const auto commitments = facts.commit({address(1)});
  ASSERT_EQ(commitments.size(), 1U);
  const auto kept = std::string(as_text(files_.bytes(path)));
  EXPECT_EQ(kept.substr(kept.size() - 9), "c0000201\n");
}

TEST_F(PrivateFactsTest, KeepTheirCommitmentWhileTheyDoNotChangeEvenOverARestart) {
  const auto before = PrivateFacts(files_, path, entropy_).commit({address(1)});
  PrivateFacts after(files_, path, entropy_);
  EXPECT_EQ(after.commit({address(1)}), before);
  EXPECT_NE(after.commit({address(2)}), before);
  EXPECT_EQ(after.commit({address(1)}), before);
}

TEST_F(PrivateFactsTest, AreLeftOutWhereTheirOpeningCannotBeKept) {
  PrivateFacts facts(files_, path, entropy_);
  files_.fail_from(0, std::errc::no_space_on_device);
  EXPECT_TRUE(facts.commit({address(1)}).empty());
  files_.heal();
  EXPECT_EQ(facts.commit({address(1)}).size(), 1U);
}

TEST_F(PrivateFactsTest, BeginAnewWhereTheFileIsDamaged) {
  PrivateFacts(files_, path, entropy_).commit({address(1)});
  files_.bytes(path) = Bytes{'9', ' ', 'x', '\n'};
  EXPECT_EQ(PrivateFacts(files_, path, entropy_).commit({address(1)}).size(), 1U);
}

}  // namespace
}  // namespace tocsin::probe
