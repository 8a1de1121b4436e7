#include "daemon/main/payload_retention.h"

#include <gtest/gtest.h>

#include "core/record/minute_results.h"
#include "daemon/main/minutes_check.h"
#include "daemon/main/rebuild.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/unit/daemon/segments/made_up_journal.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;

class SetClock final : public Clock {
 public:
  MonotonicTime monotonic() const override { return monotonic_; }
  WallTime wall() const override { return wall_; }

  MonotonicTime monotonic_{1h};
  WallTime wall_;
};

// Payloads are kept for 31 days.
class PayloadsKept : public testing::Test {
 protected:
  void SetUp() override {
    record::PayloadPolicy policy;
    policy.kept = {{"spec10", record::kept_min}};
    const auto body = encode(record::SaidPayloadPolicy{policy, journal_->now()});
    ASSERT_TRUE(journal_->say(entry::Kind::payload_policy, body));
    start();
  }

  // As the collector does.
  void start() {
    ASSERT_TRUE(journal_->sync());
    auto rebuilt = rebuild(files_, journal_folder, journal_->size(), CountryKeys());
    ASSERT_TRUE(rebuilt) << rebuilt.error().text;
    segments_ = std::make_unique<JournalSegments>(files_,
                                                  files_,
                                                  journal_folder,
                                                  std::move(rebuilt->sealed),
                                                  std::move(rebuilt->newest),
                                                  journal_->size(),
                                                  std::move(rebuilt->retention));
    const auto log = [this](const Bytes& body, const Bytes& object) {
      ASSERT_TRUE(journal_->say(entry::Kind::minute_results, body, object));
      logged_.emplace(journal_->size() - 1, *entry::decode_logged_minutes(body));
    };
    retention_ =
        std::make_unique<PayloadRetention>(files_, journal_folder, *segments_, clock_, log);
  }
  void measure(int batches) {
    for (int i = 0; i < batches; ++i)
      ASSERT_TRUE(journal_->admit(tld_batch(probe_, journal_->now())));
    follow();
  }
  void follow() {
    ASSERT_TRUE(journal_->sync());
    ASSERT_TRUE(segments_->follow(journal_->size()));
  }
  void live_for(Duration time) {
    journal_->wait(time);
    clock_.wall_ = journal_->now();
  }
  void step(int times) {
    for (int i = 0; i < times; ++i) {
      clock_.monotonic_ = clock_.monotonic_ + 1min;
      retention_->step();
      follow();
    }
  }

  durable::FaultyFileSystem files_;
  std::unique_ptr<MadeUpJournal> journal_ = *MadeUpJournal::open(files_);
  std::unique_ptr<JournalSegments> segments_;
  SetClock clock_;
  std::unique_ptr<PayloadRetention> retention_;
  ScriptedProbe probe_{"no-1", 1};
  std::map<std::uint64_t, entry::LoggedMinutes> logged_;
};

TEST_F(PayloadsKept, AreSummedUpInTheLogOnceTheirTimeIsOver) {
  measure(20);
  const auto old = sealed_segments(files_, journal_folder)->size();
  ASSERT_GE(old, 3U);
  live_for(30 * 24h);
  measure(20);
  step(30);
  EXPECT_EQ(logged_.size(), 0U);
  live_for(30 * 24h);
  measure(20);
  step(30);
  EXPECT_GE(logged_.size(), old);
  const auto wrong = check_all_minutes(files_, journal_folder, logged_);
  ASSERT_TRUE(wrong) << wrong.error().text;
  EXPECT_TRUE(wrong->empty()) << wrong->front();
  std::set<std::uint64_t> firsts;
  for (const auto& [index, logged] : logged_) {
    EXPECT_TRUE(firsts.insert(logged.first).second) << logged.first;
    EXPECT_EQ(logged.at, clock_.wall());
  }
}

TEST_F(PayloadsKept, AreNotSummedUpAgainAfterARestart) {
  measure(20);
  live_for(60 * 24h);
  measure(20);
  step(30);
  const auto logged = logged_.size();
  EXPECT_GE(logged, 3U);
  start();
  step(30);
  EXPECT_EQ(logged_.size(), logged);
}

TEST_F(PayloadsKept, AreFoundAsMinutesByTheirDigest) {
  measure(20);
  live_for(60 * 24h);
  measure(20);
  step(30);
  for (const auto& [index, logged] : logged_) {
    const auto found = segments_->find(logged.results.digest);
    ASSERT_TRUE(found && *found);
    EXPECT_EQ((*found)->kind, entry::Kind::minute_results);
    EXPECT_TRUE(record::open_minute_results((*found)->bytes));
  }
}

// The others are summed up; this one is for a person to look at.
TEST_F(PayloadsKept, InADamagedSegmentAreLeftAlone) {
  measure(20);
  const auto old = sealed_segments(files_, journal_folder)->size();
  live_for(60 * 24h);
  measure(20);
  files_.bytes(journal_folder / "00000000000000000000.journal")[300] ^= 1;
  step(30);
  EXPECT_GE(logged_.size(), old - 1);
  for (const auto& [index, logged] : logged_) EXPECT_NE(logged.first, 0U);
}

TEST_F(PayloadsKept, WaitAsLongAsOneClockIsAheadAlone) {
  measure(40);
  clock_.wall_ = journal_->now() + 60 * 24h;
  step(30);
  EXPECT_EQ(logged_.size(), 0U);
}

}  // namespace
}  // namespace tocsin::collector
