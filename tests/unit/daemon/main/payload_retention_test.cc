#include "daemon/main/payload_retention.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_future.hpp>

#include "core/base/hex.h"
#include "core/durable/journal.h"
#include "core/entry/journal_record.h"
#include "core/http/problem.h"
#include "core/record/minute_results.h"
#include "daemon/main/minutes_check.h"
#include "daemon/main/rebuild.h"
#include "daemon/segments/object_desk.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/support/record/sample_batch.h"
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
    for (int i = 0; i < batches; ++i) ASSERT_TRUE(journal_->admit(next()));
    follow();
  }
  SentBatch next() {
    auto batch = tld_batch(probe_, journal_->now(), Targets::brought, ++marks_);
    payloads_.push_back(batch.envelope.envelope().payload);
    return batch;
  }
  void follow() {
    ASSERT_TRUE(journal_->sync());
    ASSERT_TRUE(segments_->follow(journal_->size()));
  }
  // What fsck says of minutes and of payloads that are gone.
  std::vector<std::string> wrong() {
    JournalCheck check(record::sample::log_key().public_key());
    const auto read =
        durable::read_journal(files_, journal_folder, 0, [&](std::uint64_t index, ByteView record) {
          check.take(index, record);
        });
    EXPECT_TRUE(read);
    const auto found = check_all_minutes(files_, journal_folder, check);
    return found ? *found : std::vector{found.error().text};
  }
  std::size_t gone() {
    return static_cast<std::size_t>(std::ranges::count_if(payloads_, [&](const Digest& digest) {
      const auto found = segments_->find(digest);
      return found && *found && (*found)->former;
    }));
  }
  // As anybody asks for it.
  http::Response ask(const Digest& digest) {
    ObjectDesk desk(*segments_, clock_, [](const OfBatch&) { return WallTime(); });
    boost::asio::io_context io;
    auto answering = desk.answer(to_hex(digest));
    auto answer = boost::asio::co_spawn(io, std::move(answering), boost::asio::use_future);
    io.run();
    return answer.get();
  }
  void live_for(Duration time) {
    journal_->wait(time);
    clock_.wall_ = journal_->now();
  }
  // The leaves of the log, as any reader has them.
  std::vector<Bytes> tree() {
    std::vector<Bytes> leaves;
    const auto read =
        durable::read_journal(files_, journal_folder, 0, [&](std::uint64_t, ByteView record) {
          leaves.push_back(entry::encode(entry::decode_journal_record(record)->entry));
        });
    EXPECT_TRUE(read);
    return leaves;
  }
  void expect_same_front(const std::vector<Bytes>& before) {
    auto now = tree();
    ASSERT_GE(now.size(), before.size());
    now.resize(before.size());
    EXPECT_EQ(now, before);
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
  std::uint32_t marks_ = 0;
  std::vector<Digest> payloads_;  // of all batches, in their order
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
  EXPECT_EQ(wrong(), std::vector<std::string>());
  EXPECT_EQ(gone(), 0U);
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

TEST_F(PayloadsKept, GoAWeekAfterTheLogSaysWhatStays) {
  measure(20);
  const auto before = tree();
  live_for(32 * 24h);
  measure(20);
  step(30);
  const auto summed_up = logged_.size();
  ASSERT_GE(summed_up, 3U);
  live_for(6 * 24h);
  measure(20);
  step(30);
  EXPECT_EQ(gone(), 0U);
  live_for(2 * 24h);
  measure(20);
  step(60);
  EXPECT_GT(gone(), summed_up);
  EXPECT_LT(gone(), 20U);
  EXPECT_EQ(wrong(), std::vector<std::string>());
  expect_same_front(before);
  start();
  step(60);
  EXPECT_EQ(wrong(), std::vector<std::string>());
}

// The third batch of the second segment: the first is kept for ever, for it began before the
// policy.
TEST_F(PayloadsKept, AreSaidToBeGoneByTheEntriesThatSayWhy) {
  measure(20);
  live_for(60 * 24h);
  measure(20);
  step(30);
  live_for(60 * 24h);
  measure(20);
  step(60);
  ASSERT_GT(gone(), 0U);
  const auto found = segments_->find(payloads_.at(7));
  ASSERT_TRUE((*found)->former && (*found)->former->gone);
  const auto& gone = *(*found)->former->gone;
  EXPECT_EQ(gone.promise.policy, 0U);
  EXPECT_EQ(gone.promise.at, (*found)->batch->taken + record::kept_min);
  EXPECT_EQ(logged_.at(gone.minutes).first, (*found)->record - 2);
}

// Of a digest that the log names, 404 would be a lie.
TEST_F(PayloadsKept, AreAnsweredAsGoneWithWhatSaysWhy) {
  measure(20);
  live_for(60 * 24h);
  measure(20);
  step(30);
  EXPECT_EQ(ask(payloads_.at(7)).status, 200U);
  live_for(60 * 24h);
  measure(20);
  step(60);
  const auto answer = ask(payloads_.at(7));
  EXPECT_EQ(answer.status, 410U);
  EXPECT_EQ(http::problem_slug(answer), "gone");
  const auto said = std::string(as_text(answer.body));
  const auto found = segments_->find(payloads_.at(7));
  const auto& gone = *(*found)->former->gone;
  EXPECT_NE(said.find("as entry 0 of the log promises"), said.npos) << said;
  EXPECT_NE(said.find(to_rfc3339(gone.promise.at)), said.npos) << said;
  EXPECT_NE(said.find("Entry " + std::to_string(gone.minutes)), said.npos) << said;
  EXPECT_EQ(ask(payloads_.at(5)).status, 200U) << "it brings the target set";
}

TEST_F(PayloadsKept, StayWhileTheDiskIsFullAndGoLater) {
  measure(20);
  live_for(60 * 24h);
  measure(20);
  step(30);
  live_for(60 * 24h);
  measure(20);
  files_.limit_space(durable::space_kept_free);
  step(20);
  EXPECT_EQ(gone(), 0U);
  files_.limit_space(std::uint64_t{1} << 40U);
  step(200);
  EXPECT_GT(gone(), 0U);
  EXPECT_EQ(wrong(), std::vector<std::string>());
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
