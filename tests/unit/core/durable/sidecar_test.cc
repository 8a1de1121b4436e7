#include "core/durable/sidecar.h"

#include <gtest/gtest.h>

#include "core/durable/journal.h"
#include "core/durable/journal_reader.h"
#include "core/durable/journal_segment.h"
#include "tests/support/durable/faulty_file_system.h"

namespace tocsin::durable {
namespace {

const FileSystem::Path folder = "/journal";
constexpr JournalOptions small_segments{.segment_bytes_max = 200};
constexpr JournalOptions by_sidecar{.segment_bytes_max = 200, .sealed = SealedSegments::by_sidecar};

SidecarParts parts_of(std::string_view a, std::string_view b, std::string_view c) {
  SidecarParts parts;
  parts[0].assign(a.begin(), a.end());
  parts[1].assign(b.begin(), b.end());
  parts[2].assign(c.begin(), c.end());
  return parts;
}

const SidecarParts parts = parts_of("heads", "", "objects");

// Two sealed segments of three records each, and one that is open.
class SidecarTest : public testing::Test {
 protected:
  SidecarTest() { fill(files_); }

  static void fill(FileSystem& files) {
    auto journal = Journal::open(files, folder, small_segments);
    for (int i = 0; i < 7; ++i) {
      ASSERT_TRUE(journal->append(as_bytes("thirty bytes of some record ..")));
    }
    ASSERT_TRUE(journal->sync());
  }

  SegmentEnd end_of(std::uint64_t first, std::uint64_t next) {
    JournalReader reader(files_, folder, first);
    std::uint64_t last_at = 0;
    EXPECT_TRUE(reader.read(next, [&](auto, ByteView) { last_at = reader.place().offset; }));
    const auto end = read_segment_end(files_, folder, first, last_at);
    EXPECT_TRUE(end) << end.error().text;
    return *end;
  }
  void write() {
    const auto written = write_sidecar(files_, folder, end_of(0, 3), parts);
    ASSERT_TRUE(written) << written.error().text;
  }
  std::optional<Sidecar> opened() { return Sidecar::open(files_, folder, 0); }
  Bytes& bytes() { return files_.bytes(sidecar_path(folder, 0)); }
  Bytes& segment() { return files_.bytes(folder / segment_name(0)); }

  FaultyFileSystem files_;
};

TEST_F(SidecarTest, SaysHowItsSegmentEndsAndGivesItsParts) {
  write();
  const auto sidecar = opened();
  ASSERT_TRUE(sidecar);
  EXPECT_EQ(sidecar->end(), end_of(0, 3));
  EXPECT_EQ(sidecar->end().next, 3U);
  EXPECT_EQ(sidecar->end().bytes, segment().size());
  for (std::size_t i = 0; i < parts.size(); ++i) EXPECT_EQ(sidecar->part(i), parts.at(i));
  EXPECT_EQ(sidecar->piece(2, 2, 3), Bytes({'j', 'e', 'c'}));
  EXPECT_EQ(sidecar->piece(2, 5, 30), Bytes({'t', 's'}));
  EXPECT_EQ(sidecar->piece(2, 99, 1), Bytes());
}

TEST_F(SidecarTest, IsNothingWhereThereIsNoFile) {
  EXPECT_FALSE(opened());
}

TEST_F(SidecarTest, IsNothingWhereverItWasTorn) {
  write();
  const auto whole = bytes();
  for (std::size_t size = 0; size < whole.size(); ++size) {
    bytes().resize(size);
    EXPECT_FALSE(opened()) << size;
    bytes() = whole;
  }
  bytes().push_back(0);
  EXPECT_FALSE(opened());
}

TEST_F(SidecarTest, GivesNothingOtherThanWasWrittenWhateverBitWasFlipped) {
  write();
  for (std::size_t bit = 0; bit < 8 * bytes().size(); ++bit) {
    bytes()[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    if (const auto sidecar = opened()) {
      std::size_t given = 0;
      for (std::size_t i = 0; i < parts.size(); ++i) {
        const auto part = sidecar->part(i);
        EXPECT_TRUE(!part || *part == parts.at(i)) << bit;
        given += part ? 1 : 0;
      }
      EXPECT_EQ(given, parts.size() - 1) << bit;
      EXPECT_EQ(sidecar->end(), end_of(0, 3)) << bit;
    }
    bytes()[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
  }
}

TEST_F(SidecarTest, IsNothingBesideASegmentThatEndsOtherwise) {
  write();
  const auto whole = segment();
  segment().push_back(0);
  EXPECT_FALSE(opened());
  segment() = whole;
  segment().pop_back();
  EXPECT_FALSE(opened());
  segment() = whole;
  segment()[end_of(0, 3).last_at + 27] ^= 1;  // the checksum of another record
  EXPECT_FALSE(opened());
}

TEST_F(SidecarTest, IsNothingBesideAnotherSegment) {
  write();
  const auto moved = bytes();
  ASSERT_TRUE(write_atomically(files_, sidecar_path(folder, 3), moved, Privacy::owner_only));
  EXPECT_FALSE(Sidecar::open(files_, folder, 3));
}

TEST_F(SidecarTest, NamesNoEndWhereNoFrameEnds) {
  EXPECT_FALSE(read_segment_end(files_, folder, 0, 17));
  EXPECT_FALSE(read_segment_end(files_, folder, 0, format::segment_header_bytes));
  EXPECT_FALSE(read_segment_end(files_, folder, 0, 10'000));
}

TEST_F(SidecarTest, SparesAJournalTheReadingOfASealedSegment) {
  write();
  segment()[format::segment_header_bytes + 40] ^= 1;
  EXPECT_FALSE(Journal::open(files_, folder, small_segments));
  const auto journal = Journal::open(files_, folder, by_sidecar);
  ASSERT_TRUE(journal) << journal.error().text;
  EXPECT_EQ(journal->next_index(), 7U);
  EXPECT_EQ(journal->durable_below(), 7U);
}

TEST_F(SidecarTest, GivesTheSameJournalAsItsFrames) {
  const auto frames = Journal::open(files_, folder, small_segments)->bytes();
  write();
  EXPECT_EQ(Journal::open(files_, folder, by_sidecar)->bytes(), frames);
}

TEST_F(SidecarTest, OfASegmentThatIsStillOpenIsNotAsked) {
  ASSERT_TRUE(write_sidecar(files_, folder, end_of(6, 7), parts));
  auto& open = files_.bytes(folder / segment_name(6));
  open[format::segment_header_bytes + 40] ^= 1;
  EXPECT_EQ(Journal::open(files_, folder, by_sidecar)->next_index(), 6U);
}

TEST_F(SidecarTest, IsWholeOrNotThereAfterAFailureAndALossOfPowerAtEveryStep) {
  const auto begun = files_.steps();
  write();
  const auto whole = files_.steps() - begun;
  for (std::size_t n = 0; n <= whole; ++n) {
    for (unsigned seed = 0; seed < 20; ++seed) {
      SCOPED_TRACE("step " + std::to_string(n) + ", seed " + std::to_string(seed));
      FaultyFileSystem files(seed);
      fill(files);
      files.fail_from(n, std::errc::io_error);
      EXPECT_EQ(write_sidecar(files, folder, end_of(0, 3), parts).has_value(), n == whole);
      files.crash();
      const auto sidecar = Sidecar::open(files, folder, 0);
      ASSERT_TRUE(sidecar || n < whole);
      for (std::size_t i = 0; sidecar && i < parts.size(); ++i) {
        EXPECT_EQ(sidecar->part(i), parts.at(i));
      }
      ASSERT_TRUE(write_sidecar(files, folder, end_of(0, 3), parts));
      ASSERT_TRUE(Sidecar::open(files, folder, 0));
    }
  }
}

}  // namespace
}  // namespace tocsin::durable
