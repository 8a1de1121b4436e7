#include "core/durable/thinned_segment.h"

#include <gtest/gtest.h>

#include "core/durable/journal.h"
#include "core/durable/journal_segment.h"
#include "core/durable/sidecar.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::durable {
namespace {

const FileSystem::Path folder = "/journal";
constexpr std::uint64_t records = 12;

std::string text_of(std::uint64_t index) {
  return "record " + std::to_string(index) + std::string(40, '.');
}

// Every other record to its first eight bytes.
std::optional<Bytes> shortened(std::uint64_t index, ByteView record) {
  if (index % 2 == 0) return std::nullopt;
  return Bytes(record.begin(), record.begin() + 8);
}

// Segments of a few records, and a sidecar beside the first.
void write_journal(FileSystem& files) {
  auto journal = Journal::open(files, folder, {.segment_bytes_max = 400});
  ASSERT_TRUE(journal);
  for (std::uint64_t i = 0; i < records; ++i) ASSERT_TRUE(journal->append(as_bytes(text_of(i))));
  ASSERT_TRUE(journal->sync());
  const auto next = segments_in(files, folder)->at(1);
  std::uint64_t last_at = 0;
  const auto bytes = *read_whole(files, folder / segment_name(0), 1U << 20U);
  const auto scan = scan_segment(bytes, 0, [](const Frame&) {});
  ASSERT_EQ(scan.next_index, next);
  last_at = bytes.size() - frame_size(text_of(next - 1).size());
  ASSERT_TRUE(write_sidecar(files, folder, *read_segment_end(files, folder, 0, last_at), {}));
}

std::uint64_t next_of_first(FileSystem& files) {
  return segments_in(files, folder)->at(1);
}

FileResult<ThinnedSegment> thin(FileSystem& files) {
  return ThinnedSegment::write(files, folder, 0, next_of_first(files), shortened);
}

enum class First { old, thinned, neither };

// All records are there, those of the first segment all in the one form or all in the other.
First what_is_there(FileSystem& files) {
  std::size_t old = 0;
  std::size_t shorter = 0;
  std::uint64_t count = 0;
  const auto next = next_of_first(files);
  const auto read = read_journal(files, folder, 0, [&](std::uint64_t index, ByteView record) {
    EXPECT_EQ(index, count++);
    const auto text = text_of(index);
    const bool is_short = index < next && as_text(record) == text.substr(0, 8);
    EXPECT_TRUE(is_short || as_text(record) == text);
    if (index < next && index % 2 == 1) ++(is_short ? shorter : old);
  });
  EXPECT_TRUE(read) << read.error().text;
  EXPECT_EQ(count, records);
  if (old > 0 && shorter > 0) return First::neither;
  return shorter > 0 ? First::thinned : First::old;
}

TEST(ThinnedSegment, TakesThePlaceOfTheOldOne) {
  FaultyFileSystem files;
  write_journal(files);
  const auto before = files.bytes(folder / segment_name(0)).size();
  auto made = thin(files);
  ASSERT_TRUE(made) << made.error().text;
  EXPECT_EQ(what_is_there(files), First::old);
  ASSERT_TRUE(made->replace());
  EXPECT_EQ(what_is_there(files), First::thinned);
  EXPECT_EQ(before - files.bytes(folder / segment_name(0)).size(), made->bytes_freed());
  EXPECT_GT(made->bytes_freed(), 0U);
  EXPECT_TRUE(Journal::open(files, folder));
}

TEST(ThinnedSegment, KeepsWhatEachFrameSaysOfItself) {
  FaultyFileSystem files;
  write_journal(files);
  const auto heads = [&] {
    std::vector<std::pair<std::uint64_t, std::uint64_t>> all;
    scan_segment(files.bytes(folder / segment_name(0)), 0, [&](const Frame& frame) {
      all.emplace_back(frame.index, frame.durable_below);
    });
    return all;
  };
  const auto before = heads();
  ASSERT_TRUE(thin(files)->replace());
  EXPECT_EQ(heads(), before);
}

TEST(ThinnedSegment, LeavesNoSidecarThatNoLongerFits) {
  FaultyFileSystem files;
  write_journal(files);
  ASSERT_TRUE(Sidecar::open(files, folder, 0));
  ASSERT_TRUE(thin(files)->replace());
  EXPECT_FALSE(files.exists(sidecar_path(folder, 0)));
}

// Also where the removal of the sidecar is forgotten and the new name is not.
TEST(ThinnedSegment, IsThereOrTheOldOneIsAfterACrashAnywhere) {
  FaultyFileSystem whole;
  write_journal(whole);
  const auto first = whole.steps();
  ASSERT_TRUE(thin(whole)->replace());
  for (std::size_t n = 0; n <= whole.steps() - first; ++n) {
    for (unsigned seed = 0; seed < 20; ++seed) {
      SCOPED_TRACE("step " + std::to_string(n) + ", seed " + std::to_string(seed));
      FaultyFileSystem files(seed);
      write_journal(files);
      files.fail_from(n, std::errc::io_error);
      auto made = thin(files);
      const bool done = made && made->replace();
      files.crash();
      const auto there = what_is_there(files);
      ASSERT_NE(there, First::neither);
      if (done) {
        ASSERT_EQ(there, First::thinned);
      }
      if (there == First::thinned) {
        ASSERT_FALSE(Sidecar::open(files, folder, 0));
      }
      ASSERT_TRUE(Journal::open(files, folder));
      ASSERT_TRUE(thin(files)->replace());
      ASSERT_EQ(what_is_there(files), First::thinned);
    }
  }
}

TEST(ThinnedSegment, IsNotMadeWhereTheDiskIsTooFull) {
  FaultyFileSystem files;
  write_journal(files);
  files.limit_space(space_kept_free);
  const auto steps = files.steps();
  const auto made = thin(files);
  ASSERT_FALSE(made);
  EXPECT_TRUE(is_disk_full(made.error()));
  EXPECT_EQ(files.steps(), steps) << "nothing is written";
  EXPECT_EQ(what_is_there(files), First::old);
}

TEST(ThinnedSegment, IsNotMadeOfADamagedOne) {
  FaultyFileSystem files;
  write_journal(files);
  files.bytes(folder / segment_name(0))[60] ^= 1;
  EXPECT_FALSE(thin(files));
  EXPECT_FALSE(ThinnedSegment::write(files, folder, 0, 1, shortened));
}

}  // namespace
}  // namespace tocsin::durable
