// A disk that is full or cannot be written costs measurements, never the probe, and every loss is
// counted and told.
#include "tests/unit/probes/spool/spool_harness.h"

namespace tocsin::probe {
namespace {

using durable::FaultyFileSystem;

// Closes `count` batches as a probe does, whatever the disk says; gives the numbers that it used.
std::uint64_t try_to_add(Spool& spool, std::uint64_t count) {
  std::uint64_t used = 0;
  for (std::uint64_t i = 0; i < count; ++i) {
    const auto number = spool.next();
    if (!number) continue;
    ++used;
    (void)spool.add(batch_of(*number, Importance::root, spool.gaps_to_tell()));
  }
  return used;
}

// Every number is a batch that is there, or in a gap that is told or will be.
void expect_all_accounted_for(Spool& spool, std::uint64_t next) {
  SequenceSet seen;
  const auto see = [&](const Gap& gap) { seen.insert({gap.first, gap.last}); };
  for (const auto n : waiting(spool)) {
    seen.insert(n);
    const auto batch = spool.read(n);
    ASSERT_TRUE(batch) << batch.error().text;
    for (const auto& gap : batch->gaps) see(gap);
  }
  for (const auto& gap : spool.gaps_to_tell()) see(gap);
  EXPECT_TRUE(seen.missing_below(next).empty()) << seen.missing_below(next).front().first;
}

TEST(SpoolOnAFullDisk, ThinsInsteadOfStopping) {
  FaultyFileSystem files;
  auto spool = opened(files, options());
  files.limit_space(20 * 4096);
  EXPECT_EQ(try_to_add(*spool, 100), 100U);
  EXPECT_GT(spool->counts().disk_full, 0U);
  EXPECT_GT(spool->batches(), 8U);
  EXPECT_EQ(waiting(*spool).front(), 99U);
  expect_all_accounted_for(*spool, 100);
}

TEST(SpoolOnAFullDisk, CountsWhatItCannotKeepWhenOthersFillIt) {
  FaultyFileSystem files;
  auto spool = opened(files, options());
  files.limit_space(0);
  EXPECT_EQ(try_to_add(*spool, 3), 0U);
  EXPECT_GT(spool->counts().write_errors, 0U);
  files.limit_space(1 << 30);
  EXPECT_EQ(try_to_add(*spool, 3), 3U);
  EXPECT_EQ(waiting(*spool), (std::vector<std::uint64_t>{2, 1, 0}));
}

TEST(SpoolOnAFullDisk, GoesOnAsSoonAsThereIsSpace) {
  FaultyFileSystem files;
  auto spool = opened(files, options());
  files.limit_space(20 * 4096);
  try_to_add(*spool, 30);
  files.limit_space(1 << 30);
  EXPECT_EQ(try_to_add(*spool, 30), 30U);
  EXPECT_EQ(waiting(*spool).front(), 59U);
  expect_all_accounted_for(*spool, 60);
}

TEST(SpoolOnAReadOnlyDisk, DeliversWhatItHasAndCountsWhatItCannotTake) {
  FaultyFileSystem files;
  add_many(*opened(files, options()), 3);
  files.fail_from(0, std::errc::read_only_file_system);
  auto spool = opened(files, options());
  EXPECT_EQ(try_to_add(*spool, 2), 0U);
  EXPECT_TRUE(spool->read(2));
  spool->acknowledge("geneva", 2);
  EXPECT_FALSE(spool->flush());
  EXPECT_EQ(waiting(*spool), (std::vector<std::uint64_t>{1, 0}));
  EXPECT_GE(spool->counts().write_errors, 3U);
}

TEST(SpoolOnAFailingDisk, MakesABatchThatWasNotWrittenAGap) {
  FaultyFileSystem files;
  auto spool = opened(files, options());
  add_many(*spool, 1);
  ASSERT_EQ(spool->next(), 1U);
  files.fail_once(2, std::errc::io_error);  // create and write, then the sync fails
  EXPECT_FALSE(spool->add(batch_of(1)));
  EXPECT_EQ(spool->counts().not_written, 1U);
  EXPECT_EQ(spool->gaps_to_tell(), (GapList{{1, 1, GapReason::thinned}}));
  add_many(*spool, 1);
  expect_all_accounted_for(*spool, 3);
}

}  // namespace
}  // namespace tocsin::probe
