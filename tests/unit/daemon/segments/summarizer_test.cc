#include "daemon/segments/summarizer.h"

#include <gmock/gmock.h>

#include "core/crypto/sha256.h"
#include "core/entry/roster_list.h"
#include "core/entry/roster_snapshot.h"
#include "core/record/target_set.h"
#include "daemon/ingest/batch_index.h"
#include "daemon/segments/sidecars.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/support/record/sample_batch.h"
#include "tests/unit/daemon/segments/made_up_journal.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

constexpr WallTime noon{std::chrono::seconds(1787140800)};

class Summing : public testing::Test {
 protected:
  Summarizer summed() {
    EXPECT_TRUE(journal_->sync());
    auto summed = sum_up(files_, journal_folder, {0, journal_->size()});
    EXPECT_TRUE(summed) << summed.error().text;
    return *std::move(summed);
  }
  SegmentSummary summary() { return summed().summary(); }

  durable::FaultyFileSystem files_;
  std::unique_ptr<MadeUpJournal> journal_ = *MadeUpJournal::open(files_, 1U << 24U);
  ScriptedProbe probe_{"no-1", 1};
};

TEST_F(Summing, MakesOneSpanOfLinksThatFollowEachOtherHoweverTheyCame) {
  const std::vector batches{probe_.next(noon), probe_.next(noon), probe_.next(noon)};
  for (const auto i : {0, 2, 1}) ASSERT_TRUE(journal_->admit(batches[i]));
  const auto chain = summary().chains.at(0);
  EXPECT_EQ(chain.probe, probe_.id());
  EXPECT_THAT(chain.spans, ElementsAre(LinkSpan{0, 2, {}, batches[2].digest()}));
  EXPECT_THAT(chain.links, SizeIs(3));
  EXPECT_EQ(chain.links[1].leaf, 2U);
  EXPECT_EQ(chain.links[1].digest, batches[1].digest());
}

TEST_F(Summing, BeginsAnotherSpanBehindAGap) {
  ASSERT_TRUE(journal_->admit(probe_.next(noon)));
  const auto missing = probe_.next(noon);
  const auto last = probe_.next(noon);
  ASSERT_TRUE(journal_->admit(last));
  const auto chain = summary().chains.at(0);
  ASSERT_THAT(chain.spans, SizeIs(2));
  EXPECT_EQ(chain.spans[1], (LinkSpan{2, 2, missing.digest(), last.digest()}));
}

TEST_F(Summing, KeepsIncarnationsApart) {
  ASSERT_TRUE(journal_->admit(probe_.next(noon)));
  probe_.reincarnate();
  ASSERT_TRUE(journal_->admit(probe_.next(noon)));
  EXPECT_THAT(summary().chains, SizeIs(2));
}

TEST_F(Summing, SaysWhereATargetSetWasFirstBroughtAlongAndWhichWasUsedLast) {
  auto without = record::sample::payload();
  without.objects.clear();
  ASSERT_TRUE(journal_->admit(probe_.next_with(noon, without)));
  const auto set = record::target_set_digest(record::sample::targets());
  EXPECT_THAT(summary().target_sets, ElementsAre(UsedTargets{set, std::nullopt}));
  ASSERT_TRUE(journal_->admit(probe_.next(noon)));
  const auto other = [](record::Envelope& envelope) { envelope.target_set = {9}; };
  ASSERT_TRUE(journal_->admit(probe_.next(noon, other)));
  const auto sets = summary().target_sets;
  ASSERT_THAT(sets, SizeIs(2));
  EXPECT_EQ(sets[0].set, set);
  EXPECT_TRUE(sets[0].brought_at);
  EXPECT_EQ(sets[1], (UsedTargets{{9}, std::nullopt}));
}

TEST_F(Summing, LearnsNoTargetSetFromAPayloadThatIsNotItsEnvelopes) {
  auto batch = probe_.next(noon);
  batch.payload.back() ^= 1;
  ASSERT_TRUE(journal_->admit(batch));
  EXPECT_FALSE(summary().target_sets.at(0).brought_at);
}

TEST_F(Summing, GivesUpLookingForATargetSetThatNobodyBrings) {
  auto without = record::sample::payload();
  without.objects.clear();
  for (std::uint32_t i = 0; i < Summarizer::payloads_opened_max; ++i) {
    ASSERT_TRUE(journal_->admit(probe_.next_with(noon, without)));
  }
  ASSERT_TRUE(journal_->admit(probe_.next(noon)));
  EXPECT_FALSE(summary().target_sets.at(0).brought_at);
}

TEST_F(Summing, CountsEvidenceAndKeepsItOutOfTheChains) {
  const auto batch = probe_.next(noon);
  ASSERT_TRUE(journal_->admit(batch));
  ASSERT_TRUE(journal_->keep_as_evidence(probe_.twin_of(batch)));
  EXPECT_EQ(summary().evidence, 1U);
  EXPECT_EQ(summary().batches, 1U);
  EXPECT_THAT(summary().chains.at(0).links, SizeIs(1));
}

TEST_F(Summing, KeepsWhatWasSaidAsItWas) {
  ASSERT_TRUE(journal_->say(static_cast<entry::Kind>(77), as_bytes("later")));
  const auto said = summary().said;
  ASSERT_THAT(said, SizeIs(1));
  EXPECT_EQ(said[0].entry, entry::encode({static_cast<entry::Kind>(77), as_bytes("later")}));
}

// They come every half minute for ever, and each says all that the one before it said.
TEST_F(Summing, KeepsTheLastSnapshotOfTheRosterAndThePlaceOfEachRoster) {
  const auto state = [&](const Bytes& roster, std::uint64_t entries, const Bytes& object) {
    const entry::RosterSnapshot snapshot{entry::refer_to(roster), entries, noon};
    return journal_->say(entry::Kind::roster, encode(snapshot), object);
  };
  const Bytes one = encode(entry::RosterList());
  const Bytes two{1, 2, 3};
  ASSERT_TRUE(state(one, 0, one));
  ASSERT_TRUE(state(two, 1, two));
  ASSERT_TRUE(journal_->say(static_cast<entry::Kind>(77), as_bytes("later")));
  ASSERT_TRUE(state(two, 2, {}));
  ASSERT_TRUE(journal_->say(static_cast<entry::Kind>(77), as_bytes("later still")));
  std::vector<std::uint64_t> kept;
  for (const auto& said : summary().said) kept.push_back(said.index);
  EXPECT_THAT(kept, ElementsAre(2U, 3U, 4U));
  EXPECT_THAT(summary().objects, SizeIs(2));
}

TEST_F(Summing, FindsThePlaceOfEveryObject) {
  ASSERT_TRUE(journal_->live(1, 60));
  const auto objects = summary().objects;
  EXPECT_TRUE(std::ranges::is_sorted(objects));
  EXPECT_FALSE(summary().recorded.empty());
  for (const auto& digest : journal_->objects()) {
    EXPECT_NE(std::ranges::find(objects, front_of(digest), &ObjectPlace::front), objects.end());
  }
}

// What brings the set is needed as long as the log is.
TEST_F(Summing, HoldsPayloadsWhoseTargetSetAnotherOneBrings) {
  ASSERT_TRUE(journal_->admit(tld_batch(probe_, noon, Targets::named)));
  EXPECT_THAT(summary().payloads, IsEmpty());
  ASSERT_TRUE(journal_->admit(tld_batch(probe_, noon)));
  ASSERT_TRUE(journal_->admit(tld_batch(probe_, noon)));
  EXPECT_THAT(summary().payloads, ElementsAre(HeldPayloads{"spec10", 2, 0, noon + 2s}));
  EXPECT_THAT(summed().held("spec10"), ElementsAre(0U, 2U));
  EXPECT_THAT(summed().held("another"), IsEmpty());
}

TEST_F(Summing, HoldsNoPayloadThatMeasuresTheRoot) {
  for (int i = 0; i < 3; ++i) ASSERT_TRUE(journal_->admit(probe_.next(noon)));
  EXPECT_THAT(summary().payloads, IsEmpty());
}

TEST_F(Summing, HoldsNoPayloadThatNobodyKnowsTheAgeOf) {
  ASSERT_TRUE(journal_->admit(tld_batch(probe_, noon)));
  ASSERT_TRUE(journal_->admit(tld_batch(probe_, noon + 24h * 400)));
  EXPECT_THAT(summary().payloads, IsEmpty());
}

TEST_F(Summing, CountsThePayloadsThatAreGone) {
  ASSERT_TRUE(journal_->admit(tld_batch(probe_, noon)));
  ASSERT_TRUE(journal_->admit_without_payload(tld_batch(probe_, noon)));
  ASSERT_TRUE(journal_->admit(tld_batch(probe_, noon)));
  EXPECT_THAT(summary().payloads, ElementsAre(HeldPayloads{"spec10", 1, 1, noon + 2s}));
  EXPECT_THAT(summed().held("spec10"), ElementsAre(2U));
}

TEST_F(Summing, KnowsTheTimeOnWhichMostClocksAgree) {
  EXPECT_EQ(summary().agreed, WallTime());
  ASSERT_TRUE(journal_->admit(probe_.next(noon)));
  EXPECT_EQ(summary().agreed, noon);
  const auto another_year = noon + 24h * 400;
  ASSERT_TRUE(journal_->admit(probe_.next(another_year)));
  EXPECT_EQ(summary().agreed, WallTime()) << "one of two";
  ASSERT_TRUE(journal_->admit(probe_.next(noon)));
  EXPECT_EQ(summary().agreed, noon) << "two of three";
}

TEST_F(Summing, SaysWhichRecordIsNoneOfOurs) {
  Summarizer summed(3);
  EXPECT_THAT(summed.take(3, 16, Bytes{0xff}).error().text, HasSubstr("journal record 3: "));
}

}  // namespace
}  // namespace tocsin::collector
