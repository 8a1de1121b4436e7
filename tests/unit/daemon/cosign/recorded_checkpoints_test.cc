#include "daemon/cosign/recorded_checkpoints.h"

#include "tests/support/record/documented.h"
#include "tests/unit/daemon/cosign/witness_keys.h"

namespace tocsin::collector {
namespace {

constexpr WallTime noon{std::chrono::seconds(1787140800)};

class Recorded : public testing::Test {
 protected:
  // The entry at this index records the checkpoint over so many entries.
  void record(std::uint64_t index, std::uint64_t size) {
    const auto note = tlog::encode(cosigned(size, {0}, noon));
    recorded_.take(index, entry::EntryView{entry::Kind::checkpoint, as_bytes(note)});
  }

  RecordedCheckpoints recorded_;
};

TEST_F(Recorded, WantsTheFirstTreeThatHasAnEntry) {
  EXPECT_TRUE(recorded_.empty());
  EXPECT_FALSE(recorded_.has_grown(0));
  EXPECT_TRUE(recorded_.has_grown(1));
}

TEST_F(Recorded, AreNoReasonToRecordAnotherByThemselves) {
  record(5, 5);
  EXPECT_FALSE(recorded_.has_grown(4)) << "an older one";
  EXPECT_FALSE(recorded_.has_grown(5)) << "the same";
  EXPECT_FALSE(recorded_.has_grown(6)) << "it, and the entry that records it";
  EXPECT_TRUE(recorded_.has_grown(7));
}

TEST_F(Recorded, TimeStampsOfThemAreNone) {
  record(5, 5);
  recorded_.take(6, entry::EntryView{entry::Kind::time_stamp, {}});
  EXPECT_FALSE(recorded_.has_grown(7)) << "the entry that records, and the one that stamps";
  EXPECT_TRUE(recorded_.has_grown(8));
  record(9, 8);
  EXPECT_FALSE(recorded_.has_grown(8));
  EXPECT_TRUE(recorded_.has_grown(9)) << "what came between the tree and its record";
}

// The tree of 5 was cosigned, grew to 8, and was recorded behind that.
TEST_F(Recorded, CountWhatWasLoggedUntilTheyWere) {
  record(8, 5);
  EXPECT_TRUE(recorded_.has_grown(6));
  EXPECT_TRUE(recorded_.has_grown(9));
}

// The tree of 6 was cosigned before the one of 5 was recorded.
TEST_F(Recorded, CountEachEntryThatRecordsOne) {
  record(6, 5);
  record(7, 6);
  EXPECT_FALSE(recorded_.has_grown(7));
  EXPECT_FALSE(recorded_.has_grown(8));
  EXPECT_TRUE(recorded_.has_grown(9));
}

TEST_F(Recorded, PassOverOtherEntriesAndWhatIsNoCheckpoint) {
  const auto note = tlog::encode(cosigned(5, {0}, noon));
  recorded_.take(1, entry::EntryView{entry::Kind::batch, as_bytes(note)});
  recorded_.take(2, entry::EntryView{entry::Kind::checkpoint, as_bytes("no note")});
  recorded_.take(3,
                 entry::EntryView{entry::Kind::checkpoint, as_bytes("\xff\n\n\xe2\x80\x94 a b")});
  EXPECT_TRUE(recorded_.empty());
  for (std::size_t size = 0; size < note.size(); ++size) {
    const auto cut = as_bytes(note).first(size);
    RecordedCheckpoints recorded;
    recorded.take(4, entry::EntryView{entry::Kind::checkpoint, cut});
    const auto is_whole = size_in(as_text(cut)).has_value();  // without its last lines it is one
    EXPECT_EQ(recorded.empty(), !is_whole) << size;
  }
}

TEST_F(Recorded, AreReadAsTheyAreDocumented) {
  const auto bytes = record::documented("entry.md", "checkpoint-entry");
  const auto entry = entry::decode(bytes);
  ASSERT_TRUE(entry);
  EXPECT_EQ(entry->kind, entry::Kind::checkpoint);
  EXPECT_EQ(entry::encode(*entry), bytes);
  const auto note = tlog::parse_note(as_text(entry->body));
  ASSERT_TRUE(note);
  const std::vector keys{
      tlog::verifier_key(origin, tlog::Algorithm::ed25519, log_key().public_key()),
      tlog::verifier_key("nordic.example/witness",
                         tlog::Algorithm::cosignature_v1,
                         crypto::SigningKey::from_seed({8}).public_key())};
  const auto checked = tlog::check_note(*note, keys);
  ASSERT_TRUE(checked) << checked.error().text;
  ASSERT_EQ(checked->verified.size(), 2U);
  EXPECT_EQ(checked->verified[1].at, noon);
  recorded_.take(1, *entry);
  EXPECT_FALSE(recorded_.has_grown(2));
  EXPECT_TRUE(recorded_.has_grown(3));
}

}  // namespace
}  // namespace tocsin::collector
