// The journal's guarantee, held against a failure and a loss of power at every single write point:
// what was synced is there, once and in order, and nothing is there that was not appended.
#include <gtest/gtest.h>

#include "core/durable/journal.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::durable {
namespace {

const FileSystem::Path folder = "/journal";
constexpr JournalOptions small_segments{.segment_bytes_max = 200};

std::string text_of(std::uint64_t index) {
  return "record " + std::to_string(index) + std::string(index % 60, '.');
}

// Appends and syncs in groups of three until something fails; gives how many were synced.
std::uint64_t run_until_failure(FileSystem& files, std::uint64_t goal) {
  auto journal = Journal::open(files, folder, small_segments);
  if (!journal) return 0;
  while (journal->next_index() < goal) {
    for (int i = 0; i < 3; ++i) {
      if (!journal->append(as_bytes(text_of(journal->next_index())))) {
        return journal->durable_below();
      }
    }
    if (!journal->sync()) return journal->durable_below();
  }
  return journal->durable_below();
}

std::uint64_t count_of_true_records(FileSystem& files) {
  std::uint64_t count = 0;
  const auto read = read_journal(files, folder, 0, [&](std::uint64_t index, ByteView record) {
    EXPECT_EQ(index, count++);
    EXPECT_EQ(as_text(record), text_of(index));
  });
  EXPECT_TRUE(read) << read.error().text;
  return count;
}

class JournalCrash : public ::testing::TestWithParam<unsigned> {};

TEST_P(JournalCrash, LosesNothingSyncedWhereverItHappens) {
  FaultyFileSystem whole;
  run_until_failure(whole, 30);
  for (std::size_t n = 0; n <= whole.steps(); ++n) {
    SCOPED_TRACE("step " + std::to_string(n));
    FaultyFileSystem files(GetParam() * 1000 + static_cast<unsigned>(n));
    files.fail_from(n, std::errc::io_error);
    const auto synced = run_until_failure(files, 30);
    files.crash();
    ASSERT_TRUE(Journal::open(files, folder, small_segments));
    ASSERT_GE(count_of_true_records(files), synced);
    run_until_failure(files, 36);
    ASSERT_GE(count_of_true_records(files), 36U);
  }
}

TEST_P(JournalCrash, LosesNothingWhenRecoveryItselfIsInterrupted) {
  for (std::size_t n = 0; n < 12; ++n) {
    SCOPED_TRACE("step " + std::to_string(n));
    FaultyFileSystem files(GetParam() * 1000 + static_cast<unsigned>(n));
    files.fail_from(20, std::errc::no_space_on_device);
    const auto synced = run_until_failure(files, 30);
    files.crash();
    files.fail_from(n, std::errc::io_error);
    run_until_failure(files, 0);
    files.crash();
    ASSERT_TRUE(Journal::open(files, folder, small_segments));
    ASSERT_GE(count_of_true_records(files), synced);
  }
}

INSTANTIATE_TEST_SUITE_P(Seeds, JournalCrash, ::testing::Range(0U, 10U));

}  // namespace
}  // namespace tocsin::durable
