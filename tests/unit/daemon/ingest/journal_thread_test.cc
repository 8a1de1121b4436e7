#include "daemon/ingest/journal_thread.h"

#include <gmock/gmock.h>

#include <latch>
#include <string>

#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::collector {
namespace {

using durable::FaultyFileSystem;
using testing::ElementsAre;

constexpr auto nothing_fails = [](const Error&) { FAIL(); };

durable::Journal journal_in(durable::FileSystem& files) {
  return std::move(*durable::Journal::open(files, "/journal"));
}

std::vector<Bytes> records_in(durable::FileSystem& files) {
  std::vector<Bytes> records;
  const auto read = durable::read_journal(files, "/journal", 0, [&](auto, ByteView record) {
    records.emplace_back(record.begin(), record.end());
  });
  EXPECT_TRUE(read);
  return records;
}

TEST(JournalThread, SaysDurableOnlyOfWhatALossOfPowerLeaves) {
  FaultyFileSystem files;
  JournalThread thread(journal_in(files), 10, nothing_fails);
  thread.offer({{1, 2}, [&](auto) { files.crash(); }});
  thread.stop();
  EXPECT_THAT(records_in(files), ElementsAre(Bytes{1, 2}));
}

TEST(JournalThread, WritesWhatItHasTakenBeforeItStops) {
  FaultyFileSystem files;
  JournalThread thread(journal_in(files), 10, nothing_fails);
  for (std::uint8_t i = 0; i < 3; ++i) EXPECT_TRUE(thread.offer({{i}, [](auto) {}}));
  thread.stop();
  EXPECT_THAT(records_in(files), ElementsAre(Bytes{0}, Bytes{1}, Bytes{2}));
  EXPECT_FALSE(thread.offer({{9}, [](auto) {}}));
}

TEST(JournalThread, SharesOneSyncAmongThoseThatArriveDuringAnother) {
  FaultyFileSystem files;
  JournalThread thread(journal_in(files), 10, nothing_fails);
  std::latch first_is_durable(1);
  std::latch others_are_queued(1);
  thread.offer({{0}, [&](auto) {
                  first_is_durable.count_down();
                  others_are_queued.wait();
                }});
  first_is_durable.wait();
  const auto steps_before = files.steps();
  for (std::uint8_t i = 1; i <= 4; ++i) thread.offer({{i}, [](auto) {}});
  others_are_queued.count_down();
  thread.stop();
  EXPECT_EQ(files.steps() - steps_before, 4U + 1U);
  EXPECT_EQ(records_in(files).size(), 5U);
}

// The steps of one job: it is appended, then it is synced.
class BrokenDisk : public testing::TestWithParam<std::size_t> {};

TEST_P(BrokenDisk, LetsNoWordOutAndTakesNothingMore) {
  FaultyFileSystem files;
  int words = 0;
  std::string why;
  auto journal = journal_in(files);
  files.fail_from(GetParam(), std::errc::no_space_on_device);
  JournalThread thread(std::move(journal), 10, [&](const Error& error) { why = error.text; });
  thread.offer({{1}, [&](auto) { ++words; }});
  thread.stop();
  EXPECT_FALSE(thread.offer({{2}, [&](auto) { ++words; }}));
  EXPECT_TRUE(thread.stopped());
  EXPECT_EQ(words, 0);
  EXPECT_THAT(why, testing::HasSubstr("/journal"));
}

INSTANTIATE_TEST_SUITE_P(JournalThread, BrokenDisk, testing::Values(0, 1));

}  // namespace
}  // namespace tocsin::collector
