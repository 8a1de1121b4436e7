#include "probes/engine/draws.h"

#include <gtest/gtest.h>

#include "core/system/entropy.h"

namespace tocsin::probe {
namespace {

struct DrawsTest : testing::Test {
  system::SystemEntropy entropy;
  Draws draws{entropy};
};

TEST_F(DrawsTest, AreNumberedWithinTheirSecret) {
  EXPECT_EQ(draws.take().number(), 0U);
  EXPECT_EQ(draws.take().number(), 1U);
  draws.renew();
  EXPECT_EQ(draws.take().number(), 0U);
}

TEST_F(DrawsTest, TellNoSecretThatIsStillInUse) {
  draws.take();
  EXPECT_TRUE(draws.to_tell().empty());
}

TEST_F(DrawsTest, TellASecretOnceItsLastQueryHasEnded) {
  std::optional<Draws::Ticket> under_way = draws.take();
  const auto mark = under_way->mark();
  draws.renew();
  EXPECT_TRUE(draws.to_tell().empty());
  under_way.reset();
  const auto told = draws.to_tell();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].mark, mark);
  EXPECT_EQ(record::mark_of(told[0].secret.value()), mark);
  EXPECT_TRUE(draws.to_tell().empty()) << "once";
}

TEST_F(DrawsTest, KeepALaterSecretFromAnEarlierQuery) {
  const auto old = draws.take();
  draws.renew();
  const auto mark = draws.take().mark();
  EXPECT_NE(mark, old.mark());
  draws.renew();
  const auto told = draws.to_tell();
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].mark, mark);
}

TEST_F(DrawsTest, ForgetASecretThatNobodyUsed) {
  draws.renew();
  draws.renew();
  EXPECT_TRUE(draws.to_tell().empty());
}

}  // namespace
}  // namespace tocsin::probe
