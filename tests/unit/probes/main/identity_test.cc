#include "probes/main/identity.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::probe {
namespace {

using testing::HasSubstr;

// Bytes 1, 2, 3, ...: randomness that a test can foretell.
class CountingEntropy final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> out) override {
    for (auto& byte : out) byte = ++last_;
  }

 private:
  std::uint8_t last_ = 0;
};

class IdentityTest : public testing::Test {
 protected:
  Result<crypto::SigningKey> open() { return open_identity(files_, layout_, entropy_); }

  std::string complaint() {
    const auto identity = open();
    return identity ? "none" : identity.error().text;
  }

  durable::FaultyFileSystem files_;
  CountingEntropy entropy_;
  const StateLayout layout_{"/state"};
};

TEST_F(IdentityTest, IsMadeOnceAndStaysTheSame) {
  const auto first = open();
  ASSERT_TRUE(first) << first.error().text;
  const auto second = open();
  ASSERT_TRUE(second) << second.error().text;
  EXPECT_EQ(first->public_key(), second->public_key());
}

TEST_F(IdentityTest, IsTheSameAfterPowerWasLost) {
  const auto before = open();
  ASSERT_TRUE(before);
  files_.crash();
  const auto after = open();
  ASSERT_TRUE(after) << after.error().text;
  EXPECT_EQ(before->public_key(), after->public_key());
}

TEST_F(IdentityTest, IsWholeOrMadeAnewWhereverMakingItStopped) {
  std::size_t stopped_at = 0;
  for (;; ++stopped_at) {
    durable::FaultyFileSystem files(static_cast<unsigned>(stopped_at));
    files.fail_from(stopped_at, std::errc::no_space_on_device);
    if (open_identity(files, layout_, entropy_)) break;
    files.crash();
    EXPECT_TRUE(open_identity(files, layout_, entropy_)) << "stopped at step " << stopped_at;
  }
  EXPECT_GT(stopped_at, 2U);
}

TEST_F(IdentityTest, IsNeverReplacedByANewOneWhenItsKeyIsDamaged) {
  ASSERT_TRUE(open());
  files_.bytes(layout_.key()).resize(20);
  EXPECT_THAT(complaint(), HasSubstr("cannot use /state/key.pem: "));
}

}  // namespace
}  // namespace tocsin::probe
