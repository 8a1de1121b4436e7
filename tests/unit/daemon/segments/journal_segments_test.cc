#include "daemon/segments/journal_segments.h"

#include <gmock/gmock.h>

#include <atomic>
#include <thread>

#include "core/crypto/sha256.h"
#include "core/durable/journal_segment.h"
#include "core/entry/object.h"
#include "core/record/target_set.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/support/durable/locked_file_system.h"
#include "tests/support/record/sample_batch.h"
#include "tests/unit/daemon/segments/made_up_journal.h"

namespace tocsin::collector {
namespace {

class Segments : public testing::Test {
 protected:
  void live(int records) {
    ASSERT_TRUE(journal_->live(++seed_, records));
    ASSERT_TRUE(journal_->sync());
  }
  void follow() {
    const auto followed = segments_->follow(journal_->size());
    ASSERT_TRUE(followed) << followed.error().text;
  }
  // As a start does.
  void restart() {
    auto sealed = *sealed_segments(files_, journal_folder);
    const auto first = sealed.empty() ? 0 : sealed.back().next;
    auto newest = *sum_up(files_, journal_folder, {first, journal_->size()});
    segments_ = std::make_unique<JournalSegments>(
        files_, files_, journal_folder, std::move(sealed), std::move(newest), journal_->size());
  }
  std::size_t sealed() { return sealed_segments(files_, journal_folder)->size(); }
  void expect_every_object() {
    for (const auto& digest : journal_->objects()) {
      const auto found = segments_->find(digest);
      ASSERT_TRUE(found) << found.error().text;
      ASSERT_TRUE(*found);
      EXPECT_EQ(crypto::sha256((*found)->bytes), digest);
    }
  }
  Bytes& segment() { return files_.bytes(journal_folder / durable::segment_name(0)); }
  durable::FileSystem::Path sidecar() { return durable::sidecar_path(journal_folder, 0); }

  durable::FaultyFileSystem files_;
  std::unique_ptr<MadeUpJournal> journal_ = *MadeUpJournal::open(files_);
  std::unique_ptr<JournalSegments> segments_ = std::make_unique<JournalSegments>(
      files_, files_, journal_folder, std::vector<SegmentRange>(), Summarizer(0), 0);
  unsigned seed_ = 0;
};

TEST_F(Segments, WriteTheSidecarOfEachSegmentThatIsSealed) {
  for (int i = 0; i < 30; ++i) {
    live(2);
    follow();
    const auto found = check_sidecars(files_, journal_folder);
    EXPECT_EQ(found->missing, 0U);
    EXPECT_TRUE(found->wrong.empty());
  }
  EXPECT_GE(sealed(), 5U);
}

TEST_F(Segments, GoOnInTheMiddleOfASegment) {
  for (int i = 0; i < 20; ++i) {
    live(2);
    restart();
    live(1);
    follow();
  }
  const auto found = check_sidecars(files_, journal_folder);
  EXPECT_GE(found->sealed, 5U);
  EXPECT_TRUE(found->wrong.empty());
  expect_every_object();
}

TEST_F(Segments, FindEveryObjectWhereverItsSegmentIs) {
  live(40);
  follow();
  EXPECT_GE(sealed(), 3U);
  expect_every_object();
}

TEST_F(Segments, FindNothingThatIsNotThere) {
  live(40);
  follow();
  EXPECT_FALSE(*segments_->find(Digest{1}));
  auto alike = *journal_->objects().begin();
  alike.back() ^= 1;
  EXPECT_FALSE(*segments_->find(alike));
}

TEST_F(Segments, FindNothingBeforeItIsFollowed) {
  live(1);
  EXPECT_FALSE(*segments_->find(*journal_->objects().begin()));
}

TEST_F(Segments, FindATargetSetInThePayloadThatBroughtIt) {
  live(40);
  follow();
  const auto set = record::sample::targets();
  const auto found = segments_->find(record::target_set_digest(set));
  ASSERT_TRUE(found && *found);
  EXPECT_EQ((*found)->as, FoundObject::As::target_set);
  EXPECT_EQ((*found)->bytes, record::encode_target_set(set));
}

TEST_F(Segments, MakeASidecarAgainThatIsMissingOrWhoseObjectsAreDamaged) {
  live(40);
  follow();
  const auto whole = files_.bytes(sidecar());
  files_.bytes(sidecar()).back() ^= 1;
  expect_every_object();
  EXPECT_EQ(files_.bytes(sidecar()), whole);
  ASSERT_TRUE(files_.remove(sidecar()));
  expect_every_object();
  EXPECT_EQ(files_.bytes(sidecar()), whole);
}

TEST_F(Segments, SayThatARecordIsDamagedInsteadOfThatThereIsNone) {
  ASSERT_TRUE(
      journal_->say(entry::Kind::plan, encode(entry::refer_to(Bytes(300, 7))), Bytes(300, 7)));
  live(40);
  follow();
  segment()[200] ^= 1;
  EXPECT_FALSE(segments_->find(crypto::sha256(Bytes(300, 7))));
}

TEST_F(Segments, GiveNoOtherBytesThanThoseThatWereAskedFor) {
  auto entry = entry::refer_to(Bytes(300, 7));
  ASSERT_TRUE(journal_->say(entry::Kind::plan, encode(entry), Bytes(300, 8)));
  ASSERT_TRUE(journal_->sync());
  follow();
  EXPECT_FALSE(*segments_->find(entry.digest));
}

TEST_F(Segments, TryAgainWhereASidecarCouldNotBeWritten) {
  live(40);
  files_.fail_from(0, std::errc::no_space_on_device);
  EXPECT_FALSE(segments_->follow(journal_->size()));
  expect_every_object();
  files_.heal();
  follow();
  EXPECT_EQ(check_sidecars(files_, journal_folder)->missing, 0U);
  expect_every_object();
}

// Batches of TLDs in some sealed segments, of which the first is thinned.
class SegmentsThinned : public Segments {
 protected:
  void SetUp() override {
    ScriptedProbe probe("no-1", 1);
    for (std::uint32_t i = 0; i < 20; ++i) {
      batches_.push_back(tld_batch(probe, journal_->now(), Targets::brought, i));
      ASSERT_TRUE(journal_->admit(batches_.back()));
    }
    ASSERT_TRUE(journal_->sync());
    follow();
    ASSERT_GE(sealed(), 2U);
    first_ = {0, sealed_segments(files_, journal_folder)->at(1).first};
    held_ = sum_up(files_, journal_folder, first_)->held("spec10");
    ASSERT_GE(held_.size(), 2U);
    ASSERT_LT(held_.size(), first_.next);
  }
  durable::FileResult<std::uint64_t> thin() { return segments_->thin({first_, "spec10"}); }
  JournalSegments::Found payload_of(std::uint64_t leaf) {
    return segments_->find(batches_.at(leaf).envelope.envelope().payload);
  }
  std::uint64_t gone() {
    const auto front = summary_of(files_, journal_folder, first_, SummaryDepth::front);
    return front->payloads.empty() ? 0 : front->payloads.at(0).gone;
  }
  // Whether each leaf is what it was, and its payload there or wholly gone.
  void expect_every_leaf() {
    std::uint64_t count = 0;
    const auto read =
        durable::read_journal(files_, journal_folder, 0, [&](std::uint64_t index, ByteView bytes) {
          const auto record = entry::decode_journal_record(bytes);
          ASSERT_TRUE(record);
          const auto& batch = batches_.at(index);
          EXPECT_TRUE(equal(record->entry.body, batch.envelope.bytes()));
          EXPECT_FALSE(record->acknowledgement.empty());
          EXPECT_TRUE(record->payload.empty() || equal(record->payload, batch.payload));
          ++count;
        });
    EXPECT_TRUE(read) << read.error().text;
    EXPECT_EQ(count, batches_.size());
  }

  std::vector<SentBatch> batches_;
  SegmentRange first_;
  std::vector<std::uint64_t> held_;
};

TEST_F(SegmentsThinned, HaveEveryLeafAndGiveSpaceBack) {
  const auto before = segment().size();
  const auto freed = thin();
  ASSERT_TRUE(freed) << freed.error().text;
  EXPECT_EQ(segment().size() + *freed, before);
  EXPECT_EQ(segments_->bytes_freed(), *freed);
  EXPECT_EQ(gone(), held_.size());
  expect_every_leaf();
  EXPECT_TRUE(check_sidecars(files_, journal_folder)->wrong.empty());
  EXPECT_EQ(check_sidecars(files_, journal_folder)->missing, 0U);
}

TEST_F(SegmentsThinned, SayOfAPayloadThatItIsGone) {
  ASSERT_TRUE(thin());
  for (std::uint64_t leaf = 0; leaf < batches_.size(); ++leaf) {
    const auto found = payload_of(leaf);
    ASSERT_TRUE(found && *found) << leaf;
    EXPECT_EQ((*found)->record, leaf);
    EXPECT_EQ((*found)->former.has_value(), std::ranges::binary_search(held_, leaf));
    EXPECT_EQ((*found)->bytes, (*found)->former ? Bytes() : batches_[leaf].payload);
  }
  const auto& set = batches_[0].envelope.envelope().target_set;
  EXPECT_EQ(crypto::sha256((*segments_->find(set))->bytes), set);
}

TEST_F(SegmentsThinned, AreWholeWhateverFails) {
  const auto files = files_.steps();
  ASSERT_TRUE(thin());
  const auto steps = files_.steps() - files;
  for (std::size_t n = 0; n <= steps; ++n) {
    SCOPED_TRACE("step " + std::to_string(n));
    files_ = durable::FaultyFileSystem(static_cast<unsigned>(n));
    journal_ = *MadeUpJournal::open(files_);
    segments_ = std::make_unique<JournalSegments>(
        files_, files_, journal_folder, std::vector<SegmentRange>(), Summarizer(0), 0);
    batches_.clear();
    SetUp();
    files_.fail_from(n, std::errc::io_error);
    const bool done = thin().has_value();
    files_.crash();
    expect_every_leaf();
    restart();
    if (done) {
      ASSERT_EQ(gone(), held_.size());
    }
    ASSERT_TRUE(thin());
    ASSERT_EQ(gone(), held_.size());
    expect_every_leaf();
  }
}

// As in the collector: one thread writes, one follows and one finds.
TEST(SegmentsOfThreads, FindWhatIsFollowedMeanwhile) {
  durable::FaultyFileSystem disk;
  std::mutex mutex;
  const auto writing = durable::locked_view(disk, mutex);
  const auto following = durable::locked_view(disk, mutex);
  const auto finding = durable::locked_view(disk, mutex);
  auto journal = *MadeUpJournal::open(*writing);
  JournalSegments segments(*following, *finding, journal_folder, {}, Summarizer(0), 0);
  const Bytes object(300, 7);
  ASSERT_TRUE(journal->say(entry::Kind::plan, encode(entry::refer_to(object)), object));
  ASSERT_TRUE(journal->sync() && segments.follow(1));
  std::atomic<bool> done = false;
  std::thread finder([&] {
    while (!done) {
      const auto found = segments.find(crypto::sha256(object));
      ASSERT_TRUE(found && *found);
      ASSERT_EQ((*found)->bytes, object);
    }
  });
  bool followed = true;
  for (unsigned round = 0; round < 20 && followed; ++round) {
    followed =
        journal->live(round, 2) && journal->sync() && segments.follow(journal->size()).has_value();
  }
  done = true;
  finder.join();
  EXPECT_TRUE(followed);
  EXPECT_GE(sealed_segments(disk, journal_folder)->size(), 3U);
}

}  // namespace
}  // namespace tocsin::collector
