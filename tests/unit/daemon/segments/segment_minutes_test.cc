#include "daemon/segments/segment_minutes.h"

#include <gmock/gmock.h>

#include "core/record/target_set.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/support/record/sample_batch.h"
#include "tests/unit/daemon/segments/made_up_journal.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;
using testing::HasSubstr;

constexpr WallTime noon{std::chrono::seconds(1787140800)};
const std::string plan = record::sample::unsealed_envelope().plan;

class Minutes : public testing::Test {
 protected:
  Result<record::MinuteResults> made() {
    EXPECT_TRUE(journal_->sync());
    return minutes_of(files_, journal_folder, {0, journal_->size()}, plan);
  }
  std::string check(const record::MinuteResults& results) { return check(files_, results); }
  std::string check(durable::FileSystem& files, const record::MinuteResults& results) {
    EXPECT_TRUE(journal_->sync());
    const LogsMinutes entry{journal_->size(), {plan, first_, journal_->size(), {}, said_at_}};
    return check_minutes(files, journal_folder, entry, results, promises_);
  }
  void promise(Duration kept) {
    record::PayloadPolicy policy;
    policy.kept = {{plan, kept}};
    const auto body = encode(record::SaidPayloadPolicy{policy, noon});
    promises_.take(0, {entry::Kind::payload_policy, body});
    ASSERT_TRUE(journal_->say(entry::Kind::payload_policy, body));
  }
  // The second entry of a journal that begins with a promise; it was acknowledged at noon.
  record::MinuteResults of_one_that_is_gone() {
    first_ = 1;
    promise(400 * 24h - 1s);
    EXPECT_TRUE(journal_->admit(probe_.next(noon)));
    auto results = *made();
    journal_ = *MadeUpJournal::open(gone_, 1U << 24U);
    promise(400 * 24h - 1s);
    ScriptedProbe again("no-1", 1);
    EXPECT_TRUE(journal_->admit_without_payload(again.next(noon)));
    return results;
  }
  static std::vector<std::uint64_t> leaves_of(const record::MinuteResults& results) {
    std::vector<std::uint64_t> leaves;
    for (const auto& batch : results.batches) leaves.push_back(batch.leaf);
    return leaves;
  }

  durable::FaultyFileSystem files_;
  durable::FaultyFileSystem gone_;
  std::unique_ptr<MadeUpJournal> journal_ = *MadeUpJournal::open(files_, 1U << 24U);
  ScriptedProbe probe_{"no-1", 1};
  entry::PayloadPromises promises_;
  std::uint64_t first_ = 0;  // of the range
  WallTime said_at_ = noon + 400 * 24h;
};

TEST_F(Minutes, AreOfBatchesOfThePlanThatWereAdmittedInTime) {
  ASSERT_TRUE(journal_->say(entry::Kind::plan, as_bytes("no batch")));
  const auto batch = probe_.next(noon);
  ASSERT_TRUE(journal_->admit(batch));
  ASSERT_TRUE(journal_->keep_as_evidence(probe_.twin_of(batch)));
  ASSERT_TRUE(journal_->admit(probe_.next(noon + 24h * 400)));
  const auto of_another = [](record::Envelope& envelope) { envelope.plan = "another"; };
  ASSERT_TRUE(journal_->admit(probe_.next(noon, of_another)));
  ASSERT_TRUE(journal_->admit(probe_.next(noon)));
  const auto results = made();
  ASSERT_TRUE(results) << results.error().text;
  EXPECT_THAT(leaves_of(*results), ElementsAre(1U, 5U));
  EXPECT_THAT(results->target_sets,
              ElementsAre(record::target_set_digest(record::sample::targets())));
  EXPECT_EQ(check(*results), "");
}

TEST_F(Minutes, AreNotMadeOfPayloadsThatAreGone) {
  ASSERT_TRUE(journal_->admit(probe_.next(noon)));
  ASSERT_TRUE(journal_->admit_without_payload(probe_.next(noon)));
  EXPECT_THAT(made().error().text, HasSubstr("record 1: its payload: mismatch"));
}

TEST_F(Minutes, OfOtherPayloadsAreFound) {
  ASSERT_TRUE(journal_->admit(probe_.next(noon)));
  auto results = *made();
  auto& tests = results.batches[0].minutes[0].tests;
  ASSERT_NE(tests[0].endpoint, tests[1].endpoint);
  tests[0].endpoint = tests[1].endpoint;
  EXPECT_EQ(check(results), "the minutes are not those of the payloads");
}

TEST_F(Minutes, WithOtherOutcomesThanSignedAreFoundWhenPayloadsAreGone) {
  auto results = of_one_that_is_gone();
  EXPECT_EQ(check(gone_, results), "");
  results.batches[0].minutes[0].tests.pop_back();
  EXPECT_EQ(check(gone_, results), "record 1: has other minutes than its probe has signed for");
}

TEST_F(Minutes, OfPayloadsThatAreGoneBeforeTheirTimeAreFound) {
  const auto results = of_one_that_is_gone();
  said_at_ = noon + 400 * 24h - 1ns;
  EXPECT_EQ(check(gone_, results), "record 1: is gone and was promised for longer");
  promises_ = {};
  said_at_ = noon + 4000 * 24h;
  EXPECT_EQ(check(gone_, results), "record 1: is gone and was promised for longer");
}

TEST_F(Minutes, ThatLackABatchOrHaveOneTooManyAreFound) {
  ASSERT_TRUE(journal_->admit(probe_.next(noon)));
  ASSERT_TRUE(journal_->admit(probe_.next(noon)));
  const auto results = *made();
  auto lacking = results;
  lacking.batches.pop_back();
  EXPECT_EQ(check(lacking), "record 1: is not among the minutes");
  auto more = results;
  more.batches.push_back(more.batches[0]);
  more.batches.back().leaf = 7;
  EXPECT_EQ(check(more), "record 7 has no place in the minutes");
}

TEST_F(Minutes, OfRecordsThatCannotBeReadAreNotMade) {
  ASSERT_TRUE(journal_->admit(probe_.next(noon)));
  ASSERT_TRUE(journal_->sync());
  files_.bytes(journal_folder / "00000000000000000000.journal")[100] ^= 1;
  EXPECT_FALSE(made());
  EXPECT_NE(check({}), "");
}

}  // namespace
}  // namespace tocsin::collector
