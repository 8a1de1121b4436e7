#include "daemon/segments/sidecars.h"

#include <gmock/gmock.h>

#include "core/durable/journal_reader.h"
#include "core/durable/journal_segment.h"
#include "core/durable/sidecar.h"
#include "daemon/segments/summary_codec.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/unit/daemon/segments/made_up_journal.h"

namespace tocsin::collector {
namespace {

using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

// At least two sealed segments, whose sidecars are there.
class SidecarsTest : public testing::Test {
 protected:
  SidecarsTest() {
    auto journal = *MadeUpJournal::open(files_);
    EXPECT_TRUE(journal->live(1, 20) && journal->sync());
    EXPECT_GE(*rewrite_sidecars(files_, journal_folder), 2U);
    sealed_ = *sealed_segments(files_, journal_folder);
    whole_ = bytes();
  }

  Bytes& bytes() { return files_.bytes(durable::sidecar_path(journal_folder, 0)); }
  Result<SegmentSummary> read(SummaryDepth depth) {
    return summary_of(files_, journal_folder, sealed_[0], depth);
  }
  SegmentSummary summed() { return sum_up(files_, journal_folder, sealed_[0])->summary(); }
  std::vector<std::string> wrong() { return check_sidecars(files_, journal_folder)->wrong; }

  durable::FaultyFileSystem files_;
  std::vector<SegmentRange> sealed_;
  Bytes whole_;
};

TEST_F(SidecarsTest, GiveWhatTheirSegmentsMake) {
  EXPECT_EQ(read(SummaryDepth::links)->chains, summed().chains);
  EXPECT_EQ(read(SummaryDepth::front)->said, summed().said);
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_F(SidecarsTest, AreMadeAgainWhereTheyAreMissing) {
  ASSERT_TRUE(files_.remove(durable::sidecar_path(journal_folder, 0)));
  EXPECT_EQ(check_sidecars(files_, journal_folder)->missing, 1U);
  EXPECT_EQ(*read(SummaryDepth::links), summed());
  EXPECT_EQ(bytes(), whole_);
}

TEST_F(SidecarsTest, AreMadeAgainWhereverTheyWereTorn) {
  for (std::size_t size = 0; size < whole_.size(); ++size) {
    bytes().resize(size);
    ASSERT_EQ(read(SummaryDepth::links)->chains, summed().chains) << size;
    ASSERT_EQ(bytes(), whole_) << size;
  }
}

// Objects are not read here: their part is looked at when one is asked for.
TEST_F(SidecarsTest, AreMadeAgainWhateverBitWasFlippedInWhatIsRead) {
  const auto sidecar = durable::Sidecar::open(files_, journal_folder, 0);
  const auto read_bytes = whole_.size() - sidecar->part(2)->size();
  const auto truth = summed();
  for (std::size_t bit = 0; bit < 8 * read_bytes; bit += 3) {
    bytes()[bit / 8] ^= static_cast<std::uint8_t>(1U << bit % 8);
    ASSERT_EQ(read(SummaryDepth::links)->chains, truth.chains) << bit;
    ASSERT_EQ(bytes(), whole_) << bit;
  }
}

TEST_F(SidecarsTest, OfAnotherSegmentAreNotBelieved) {
  const auto other = files_.bytes(durable::sidecar_path(journal_folder, sealed_[1].first));
  bytes() = other;
  EXPECT_EQ(*read(SummaryDepth::links), summed());
  EXPECT_EQ(bytes(), whole_);
}

// Of the same segment when it was shorter, as an older copy of the folder would have it.
TEST_F(SidecarsTest, OfAnOlderStateOfTheirSegmentAreNotBelieved) {
  Summarizer shorter(0);
  durable::JournalReader reader(files_, journal_folder, 0);
  ASSERT_TRUE(reader.read(sealed_[0].next - 1, [&](auto index, ByteView record) {
    ASSERT_TRUE(shorter.take(index, reader.place().offset, record));
  }));
  auto end = durable::Sidecar::open(files_, journal_folder, 0)->end();
  end.next -= 1;
  end.last_at = shorter.last_at();
  end.bytes = reader.place().offset;
  bytes() = durable::encode_sidecar(end, encode(shorter.summary()));
  EXPECT_EQ(*read(SummaryDepth::links), summed());
  EXPECT_EQ(bytes(), whole_);
}

TEST_F(SidecarsTest, ThatAreWellFormedAndWrongAreFoundByTheCheckAndRewritten) {
  auto lie = summed();
  ASSERT_THAT(lie.chains, testing::Not(IsEmpty()));
  ++lie.evidence;
  const auto end = durable::Sidecar::open(files_, journal_folder, 0)->end();
  ASSERT_TRUE(durable::write_sidecar(files_, journal_folder, end, encode(lie)));
  EXPECT_EQ(read(SummaryDepth::front)->evidence, lie.evidence);
  ASSERT_THAT(wrong(), SizeIs(1));
  EXPECT_THAT(wrong()[0], HasSubstr("is not what its segment makes it"));
  ASSERT_TRUE(rewrite_sidecars(files_, journal_folder));
  EXPECT_THAT(wrong(), IsEmpty());
}

TEST_F(SidecarsTest, BesideADamagedSegmentAreFoundByTheCheck) {
  files_.bytes(journal_folder / durable::segment_name(0))[100] ^= 1;
  EXPECT_THAT(wrong(), SizeIs(1));
}

TEST_F(SidecarsTest, AreNotWrittenWhereTheDiskFailsAndThatIsSaid) {
  ASSERT_TRUE(files_.remove(durable::sidecar_path(journal_folder, 0)));
  files_.fail_from(0, std::errc::no_space_on_device);
  EXPECT_FALSE(read(SummaryDepth::front));
  files_.heal();
  EXPECT_TRUE(read(SummaryDepth::front));
}

}  // namespace
}  // namespace tocsin::collector
