// kill -9 in the middle of writing, again and again on one journal on the real disk. The kernel
// keeps what was written, so this does not stand for a loss of power (journal_crash_test.cc does);
// it shows that real calls, a real lock and a real start fit together.
#include <gtest/gtest.h>
#include <unistd.h>

#include <array>
#include <random>

#include "core/durable/journal.h"
#include "core/durable/real_file_system.h"
#include "tests/support/process/child.h"
#include "tests/support/process/scratch_folder.h"

namespace tocsin::durable {
namespace {

constexpr JournalOptions small_segments{.segment_bytes_max = 20'000};

std::string text_of(std::uint64_t index) {
  return "record " + std::to_string(index) + std::string(index * 37 % 900, '.');
}

// Appends for ever, and says into the pipe how far it is synced.
int write_for_ever(const FileSystem::Path& folder, int say) {
  const auto files = real_file_system();
  auto journal = Journal::open(*files, folder, small_segments);
  if (!journal) return 1;
  for (;;) {
    for (int i = 0; i < 5; ++i) {
      if (!journal->append(as_bytes(text_of(journal->next_index())))) return 2;
    }
    if (!journal->sync()) return 3;
    const auto synced = journal->durable_below();
    if (::write(say, &synced, sizeof synced) != sizeof synced) return 4;
  }
}

// Kills a writer once it has said something `times` times; gives the last that it said.
std::uint64_t synced_before_kill(const FileSystem::Path& folder, unsigned times) {
  std::array<int, 2> pipe{};
  EXPECT_EQ(::pipe(pipe.data()), 0);
  test::Child writer([&] { return write_for_ever(folder, pipe[1]); });
  ::close(pipe[1]);
  std::uint64_t synced = 0;
  std::uint64_t said = 0;
  for (unsigned i = 0; i < times && ::read(pipe[0], &said, sizeof said) == sizeof said; ++i) {
    synced = said;
  }
  writer.kill();
  while (::read(pipe[0], &said, sizeof said) == sizeof said) synced = said;
  ::close(pipe[0]);
  return synced;
}

TEST(JournalKill, LosesNothingSynced) {
  const test::ScratchFolder scratch;
  const auto files = real_file_system();
  std::mt19937 random(1);
  std::uint64_t records = 0;
  for (int round = 0; round < 20; ++round) {
    SCOPED_TRACE("round " + std::to_string(round));
    const auto synced = synced_before_kill(scratch.path(), 1 + random() % 30);
    ASSERT_GT(synced, records);
    ASSERT_TRUE(Journal::open(*files, scratch.path(), small_segments));
    records = 0;
    const auto read =
        read_journal(*files, scratch.path(), 0, [&](std::uint64_t index, ByteView record) {
          ASSERT_EQ(index, records++);
          ASSERT_EQ(as_text(record), text_of(index));
        });
    ASSERT_TRUE(read) << read.error().text;
    ASSERT_GE(records, synced);
  }
}

}  // namespace
}  // namespace tocsin::durable
