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

// Of which 15 have room.
PrivateFact large(std::uint8_t mark) {
  return {record::PrivateField::first_hops, Bytes(PrivateFacts::openings_bytes_max / 32, mark)};
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

TEST_F(PrivateFactsTest, BeginAnewWhereTheFileIsDamagedAndKeepItBesideTheNewOne) {
  PrivateFacts(files_, path, entropy_).commit({address(1)});
  const Bytes damaged{'9', ' ', 'x', '\n'};
  files_.bytes(path) = damaged;
  EXPECT_EQ(PrivateFacts(files_, path, entropy_).commit({address(1)}).size(), 1U);
  EXPECT_EQ(files_.bytes("/state/openings.1"), damaged);
  files_.bytes(path) = damaged;
  EXPECT_EQ(PrivateFacts(files_, path, entropy_).commit({address(1)}).size(), 1U);
  EXPECT_EQ(files_.bytes("/state/openings.1"), damaged);
  EXPECT_EQ(files_.bytes("/state/openings.2"), damaged);
}

TEST_F(PrivateFactsTest, HoldOnToWhatIsWholeInADamagedFile) {
  const auto before = PrivateFacts(files_, path, entropy_).commit({address(1)});
  files_.bytes(path).push_back('9');
  EXPECT_EQ(PrivateFacts(files_, path, entropy_).commit({address(1)}), before);
  EXPECT_EQ(PrivateFacts(files_, path, entropy_).commit({address(1)}), before) << "at each start";
}

TEST_F(PrivateFactsTest, OverwriteNoFileThatIsTooLargeToRead) {
  PrivateFacts(files_, path, entropy_).commit({address(1)});
  const Bytes larger(PrivateFacts::openings_bytes_max + 1, '\n');
  files_.bytes(path) = larger;
  EXPECT_EQ(PrivateFacts(files_, path, entropy_).commit({address(1)}).size(), 1U);
  EXPECT_EQ(files_.bytes("/state/openings.1"), larger);
}

TEST_F(PrivateFactsTest, AreLeftOutWhereAFileThatCannotBeReadCannotBeKept) {
  PrivateFacts(files_, path, entropy_).commit({address(1)});
  const Bytes damaged{'9', ' ', 'x', '\n'};
  files_.bytes(path) = damaged;
  files_.fail_from(0, std::errc::read_only_file_system);
  PrivateFacts facts(files_, path, entropy_);
  files_.heal();
  EXPECT_TRUE(facts.commit({address(1)}).empty());
  EXPECT_EQ(files_.bytes(path), damaged);
}

TEST_F(PrivateFactsTest, AreReadAgainThoughThereAreMoreThanAreKept) {
  PrivateFacts facts(files_, path, entropy_);
  const auto own = facts.commit({address(1)});
  std::vector<record::Commitment> last;
  for (std::uint8_t mark = 0; mark < 20; ++mark) last = facts.commit({address(1), large(mark)});
  EXPECT_LE(files_.bytes(path).size(), PrivateFacts::openings_bytes_max);
  const auto steps = files_.steps();
  PrivateFacts after(files_, path, entropy_);
  EXPECT_EQ(after.commit({address(1), large(19)}), last);
  EXPECT_EQ(last[0], own[0]) << "what is still so goes last";
  EXPECT_EQ(files_.steps(), steps);
  after.commit({large(0)});
  EXPECT_GT(files_.steps(), steps) << "the oldest was gone";
}

}  // namespace
}  // namespace tocsin::probe
