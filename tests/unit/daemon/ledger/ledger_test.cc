#include "daemon/ledger/ledger.h"

#include <gtest/gtest.h>

#include "tests/unit/daemon/ledger/growing_log.h"

namespace tocsin::collector {
namespace {

class GrowingLog : public testing::Test {
 protected:
  std::uint64_t append(std::uint64_t goal) { return append_until(files_, goal); }

  durable::FaultyFileSystem files_;
};

TEST_F(GrowingLog, PublishesTheEmptyLogAtOnce) {
  auto ledger = ledger_on(files_);
  ASSERT_TRUE(ledger.open(0));
  EXPECT_EQ(size_signed_in(files_, places.log / "checkpoint"), 0);
  EXPECT_NE(ledger.checkpoint().find("geneva.example/log\n0\n47DEQpj8"), std::string::npos);
}

TEST_F(GrowingLog, HoldsEveryEntryOfTheJournalProvably) {
  auto ledger = ledger_on(files_);
  ASSERT_TRUE(ledger.open(0));
  for (const std::uint64_t goal : {1, 2, 255, 256, 257, 600}) {
    const auto grown = ledger.grow(append(goal));
    ASSERT_TRUE(grown) << grown.error().text;
    EXPECT_EQ(ledger.head(), head_over(goal));
    EXPECT_EQ(size_signed_in(files_, places.log / "checkpoint"), goal);
  }
  expect_provable(files_);
}

TEST_F(GrowingLog, ChangesNothingWhereNothingIsNew) {
  auto ledger = ledger_on(files_);
  ASSERT_TRUE(ledger.open(append(300)));
  const auto steps = files_.steps();
  ASSERT_TRUE(ledger.grow(300));
  EXPECT_EQ(files_.steps(), steps);
}

TEST_F(GrowingLog, KeepsPartialTilesUntilTheFullOneIsThere) {
  auto ledger = ledger_on(files_);
  ASSERT_TRUE(ledger.open(append(100)));
  ASSERT_TRUE(ledger.grow(append(200)));
  EXPECT_TRUE(files_.exists("/log/tile/0/000.p/100"));
  EXPECT_TRUE(files_.exists("/log/tile/entries/000.p/200"));
  ASSERT_TRUE(ledger.grow(append(260)));
  EXPECT_FALSE(files_.exists("/log/tile/0/000.p/100"));
  EXPECT_FALSE(files_.exists("/log/tile/entries/000.p/200"));
  EXPECT_TRUE(files_.exists("/log/tile/0/000"));
  EXPECT_TRUE(files_.exists("/log/tile/0/001.p/4"));
}

TEST_F(GrowingLog, GoesOnWhereItWas) {
  for (std::uint64_t goal = 50; goal <= 600; goal += 50) {
    auto ledger = ledger_on(files_);
    const auto opened = ledger.open(append(goal));
    ASSERT_TRUE(opened) << opened.error().text;
    EXPECT_EQ(ledger.head(), head_over(goal));
  }
  expect_provable(files_);
}

TEST_F(GrowingLog, RefusesAJournalThatIsShorterThanWhatWasSigned) {
  ASSERT_TRUE(ledger_on(files_).open(append(10)));
  const auto opened = ledger_on(files_).open(9);
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().text.find("signed over 10 entries, and the journal has 9"),
            std::string::npos);
}

TEST_F(GrowingLog, RefusesTilesThatAreNotThoseOfItsCheckpoint) {
  ASSERT_TRUE(ledger_on(files_).open(append(300)));
  files_.bytes("/log/tile/0/001.p/44")[5] ^= 1;
  EXPECT_FALSE(ledger_on(files_).open(300));
}

TEST_F(GrowingLog, RefusesACheckpointOfAnotherKeyOrLog) {
  ASSERT_TRUE(ledger_on(files_).open(append(3)));
  const auto other = crypto::SigningKey::from_seed({8});
  EXPECT_FALSE(Ledger(files_, places, origin, other).open(3));
  EXPECT_FALSE(Ledger(files_, places, "other.example/log", log_key()).open(3));
}

TEST_F(GrowingLog, SignsNothingWhereAnotherHasSigned) {
  auto first = ledger_on(files_);
  ASSERT_TRUE(first.open(append(3)));
  auto second = ledger_on(files_);
  ASSERT_TRUE(second.open(append(4)));
  const auto grown = first.grow(append(5));
  ASSERT_FALSE(grown);
  EXPECT_NE(grown.error().text.find("changed by somebody else"), std::string::npos);
}

// A bit that flips on the way to the disk must be found before anything is signed.
TEST_F(GrowingLog, SignsNothingThatItDoesNotReadBack) {
  auto ledger = ledger_on(files_);
  ASSERT_TRUE(ledger.open(append(100)));
  files_.bytes("/log/tile/entries/000.p/100")[3] ^= 1;
  files_.bytes("/log/tile/0/000.p/100")[3] ^= 1;
  EXPECT_FALSE(ledger.grow(append(101)));
  EXPECT_EQ(size_signed_in(files_, places.committed), 100);
}

// Whatever is stopped at whichever write, with whatever was not synced lost: what is signed
// anywhere is true, nothing that was signed is lost, and the next start takes everything in.
class LogCrash : public testing::TestWithParam<unsigned> {};

void grow_until_failure(durable::FileSystem& files, std::uint64_t& signed_size) {
  auto ledger = ledger_on(files);
  if (!ledger.open(240)) return;
  signed_size = ledger.head().size;
  for (const std::uint64_t below : {250, 256, 270}) {
    if (!ledger.grow(below)) return;
    signed_size = ledger.head().size;
  }
}

TEST_P(LogCrash, SignsOnlyWhatIsTrueAndLosesNothingThatWasSigned) {
  durable::FaultyFileSystem whole;
  append_until(whole, 270);
  const auto before = whole.steps();
  std::uint64_t signed_size = 0;
  grow_until_failure(whole, signed_size);
  ASSERT_EQ(signed_size, 270);
  for (std::size_t n = 0; n <= whole.steps() - before; ++n) {
    SCOPED_TRACE("step " + std::to_string(n));
    durable::FaultyFileSystem files(GetParam() * 1000 + static_cast<unsigned>(n));
    append_until(files, 270);
    files.fail_from(n, n % 2 == 0 ? std::errc::io_error : std::errc::no_space_on_device);
    signed_size = 0;
    grow_until_failure(files, signed_size);
    files.crash();
    const auto committed = size_signed_in(files, places.committed);
    ASSERT_GE(committed, signed_size);
    ASSERT_LE(size_signed_in(files, places.log / "checkpoint"), committed);
    auto ledger = ledger_on(files);
    const auto opened = ledger.open(270);
    ASSERT_TRUE(opened) << opened.error().text;
    ASSERT_EQ(size_signed_in(files, places.log / "checkpoint"), 270);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, LogCrash, testing::Range(0U, 4U));

}  // namespace
}  // namespace tocsin::collector
