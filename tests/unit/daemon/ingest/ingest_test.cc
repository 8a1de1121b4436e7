#include "daemon/ingest/ingest.h"

#include <gmock/gmock.h>

#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <list>
#include <mutex>
#include <semaphore>
#include <span>

#include "core/entry/journal_record.h"
#include "core/http/problem.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/submission.h"
#include "daemon/enrol/probe_name.h"
#include "tests/support/durable/faulty_file_system.h"
#include "tests/support/probe/scripted_probe.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;
using record::Admission;
namespace asio = boost::asio;

constexpr WallTime noon{1787140800s};
constexpr std::size_t jobs_max = 4;

class SetClock final : public Clock {
 public:
  MonotonicTime monotonic() const override { return {wall_.since_epoch}; }
  WallTime wall() const override { return wall_; }
  void set(WallTime wall) { wall_ = wall; }

 private:
  WallTime wall_ = noon;
};

// The journal thread, held back or not, over files in memory.
class IngestTest : public testing::Test {
 protected:
  IngestTest() { registry_.enrol("no-1", probe_.key().public_key()); }
  ~IngestTest() override { journal_.stop(); }

  http::Request request_for(const Bytes& body, const std::string& name = "no-1") {
    http::Request request;
    request.method = "POST";
    request.target = record::submission_path;
    request.body = body;
    request.peer = http::Peer{{}, probe_uri("geneva.example", name)};
    return request;
  }

  // Starts it; finish() runs until it has ended, cut() ends the connection that came last.
  std::shared_ptr<std::optional<http::Response>> begin(http::Request request) {
    auto response = std::make_shared<std::optional<http::Response>>();
    auto ended = [response](std::exception_ptr, http::Response r) { *response = std::move(r); };
    asio::co_spawn(
        io_,
        ingest_.post_batch(std::move(request)),
        asio::bind_cancellation_slot(connections_.emplace_back().slot(), std::move(ended)));
    return response;
  }
  void cut(const std::shared_ptr<std::optional<http::Response>>& response) {
    connections_.back().emit(asio::cancellation_type::terminal);
    finish(response);
  }
  http::Response finish(const std::shared_ptr<std::optional<http::Response>>& response) {
    while (!*response) io_.run_one();
    return **response;
  }
  http::Response post(const Bytes& body) { return finish(begin(request_for(body))); }
  http::Response post(const SentBatch& batch) { return post(batch.body()); }

  record::Acknowledgement acknowledged(const http::Response& response) {
    EXPECT_EQ(response.status, 200U) << as_text(response.body);
    return record::open_acknowledgement(response.body, log_key_.public_key()).value();
  }

  // What a loss of power now would leave.
  std::vector<Bytes> journalled_envelopes() {
    journal_.stop();
    files_.crash();
    std::vector<Bytes> envelopes;
    const auto read = durable::read_journal(files_, "/journal", 0, [&](auto, ByteView bytes) {
      const auto body = entry::decode_journal_record(bytes)->entry.body;
      envelopes.emplace_back(body.begin(), body.end());
    });
    EXPECT_TRUE(read);
    return envelopes;
  }

  crypto::SigningKey log_key_ = crypto::SigningKey::from_seed({99});
  ScriptedProbe probe_{"no-1", 1};
  Registry registry_;
  SetClock clock_;
  durable::FaultyFileSystem files_;
  std::list<asio::cancellation_signal> connections_;
  asio::io_context io_;
  asio::executor_work_guard<asio::io_context::executor_type> work_ = asio::make_work_guard(io_);
  std::vector<AdmittedBatch> assessed_;
  std::vector<std::pair<std::uint64_t, entry::Kind>> said_;
  std::function<void()> before_sink_ = [] {};
  JournalThread journal_{
      std::move(*durable::Journal::open(files_, "/journal")), jobs_max, [this](const Error&) {
        asio::post(io_, [this] { ingest_.journal_failed(); });
      }};
  Ingest ingest_{io_,
                 {"geneva.example/log", "geneva.example"},
                 log_key_,
                 clock_,
                 registry_,
                 IngestMemory(),
                 journal_,
                 {.batch =
                      [this](AdmittedBatch batch) {
                        before_sink_();
                        assessed_.push_back(std::move(batch));
                      },
                  .entry = [this](std::uint64_t index,
                                  entry::EntryView entry,
                                  ByteView) { said_.emplace_back(index, entry.kind); }},
                 {.evidence_bytes = 5000}};
};

using Ingesting = IngestTest;

TEST_F(Ingesting, AcknowledgesWhatIsDurableUnderTheLogsSignature) {
  const auto batch = probe_.next(noon - 1s);
  const auto word = acknowledged(post(batch));
  EXPECT_EQ(word.origin, "geneva.example/log");
  EXPECT_EQ(word.envelope, batch.digest());
  EXPECT_EQ(word.at, noon);
  EXPECT_EQ(word.admission, Admission::next);
  EXPECT_THAT(journalled_envelopes(), testing::ElementsAre(batch.envelope.bytes()));
}

TEST_F(Ingesting, HandsADurableBatchOnToAssessment) {
  const auto batch = probe_.next(noon - 1s);
  post(batch);
  journal_.stop();
  ASSERT_EQ(assessed_.size(), 1U);
  EXPECT_EQ(assessed_[0].probe_name, "no-1");
  EXPECT_EQ(assessed_[0].envelope.sequence, batch.sequence());
  EXPECT_EQ(assessed_[0].payload.measurements.size(), 4U);
  EXPECT_EQ(assessed_[0].arrival, noon);
}

TEST_F(Ingesting, HandsOnWhatIsLoggedUnderItsPlaceInTheLog) {
  const auto log = [this] {
    asio::co_spawn(io_, ingest_.log(entry::Kind::annotation, Bytes{1}), asio::detached);
  };
  log();
  post(probe_.next(noon - 2s));
  log();
  post(probe_.next(noon - 1s));
  journal_.stop();
  ASSERT_EQ(assessed_.size(), 2U);
  EXPECT_EQ(assessed_[0].leaf, 1U);
  EXPECT_EQ(assessed_[1].leaf, 3U);
  using Said = std::pair<std::uint64_t, entry::Kind>;
  EXPECT_THAT(
      said_,
      testing::ElementsAre(Said(0, entry::Kind::annotation), Said(2, entry::Kind::annotation)));
}

TEST_F(Ingesting, SaysWhichLeafABatchIsAndTheSameWhenItComesAgain) {
  const auto leaf = [](const http::Response& response) {
    return response.headers.find("Tocsin-Leaf");
  };
  post(probe_.next(noon - 2s));
  const auto batch = probe_.next(noon - 1s);
  EXPECT_EQ(leaf(post(batch)), "1");
  EXPECT_EQ(leaf(post(probe_.next(noon))), "2");
  EXPECT_EQ(leaf(post(batch)), "1");
  EXPECT_FALSE(leaf(post(probe_.twin_of(batch))));
}

TEST_F(Ingesting, NotesAGapAndTakesWhatFillsIt) {
  const auto first = probe_.next(noon - 3s);
  const auto second = probe_.next(noon - 2s);
  const auto third = probe_.next(noon - 1s);
  EXPECT_EQ(acknowledged(post(first)).admission, Admission::next);
  EXPECT_EQ(acknowledged(post(third)).admission, Admission::after_gap);
  EXPECT_EQ(ingest_.chains().missing(probe_.id()), 1U);
  EXPECT_EQ(acknowledged(post(second)).admission, Admission::late);
  EXPECT_EQ(ingest_.chains().missing(probe_.id()), 0U);
  EXPECT_EQ(ingest_.counts().of(Admission::late), 1U);
}

TEST_F(Ingesting, GivesTheSameBatchTheVerySameAnswerAndCountsItOnce) {
  const auto batch = probe_.next(noon - 1s);
  const auto first = post(batch);
  clock_.set(noon + 3600s);
  const auto again = post(batch);
  EXPECT_EQ(again.body, first.body);
  EXPECT_EQ(ingest_.counts().again, 1U);
  EXPECT_EQ(ingest_.counts().of(Admission::next), 1U);
  EXPECT_EQ(journalled_envelopes().size(), 1U);
  EXPECT_EQ(assessed_.size(), 1U);
}

TEST_F(Ingesting, AnswersABatchThatComesAgainWhileItIsWrittenOnlyOnceItIsDurable) {
  std::mutex held;
  held.lock();
  before_sink_ = [&] { const std::lock_guard wait(held); };
  const auto batch = probe_.next(noon - 1s);
  const auto first = begin(request_for(batch.body()));
  const auto again = begin(request_for(batch.body()));
  io_.poll();
  EXPECT_FALSE(again->has_value());
  held.unlock();
  EXPECT_EQ(finish(first).body, finish(again).body);
  EXPECT_EQ(finish(again).headers.find("Tocsin-Leaf"), "0");
  EXPECT_EQ(journalled_envelopes().size(), 1U);
}

TEST_F(Ingesting, RefusesATwinAndKeepsBothAsEvidence) {
  const auto batch = probe_.next(noon - 1s);
  const auto twin = probe_.twin_of(batch);
  post(batch);
  const auto response = post(twin);
  EXPECT_EQ(response.status, 409U);
  EXPECT_EQ(http::problem_slug(response), "equivocation");
  EXPECT_EQ(ingest_.counts().evidence, 1U);
  EXPECT_THAT(journalled_envelopes(),
              testing::ElementsAre(batch.envelope.bytes(), twin.envelope.bytes()));
  EXPECT_EQ(assessed_.size(), 1U);
}

TEST_F(Ingesting, KeepsNoMoreEvidenceThanItsLimitAndRefusesAsBefore) {
  const auto batch = probe_.next(noon - 1s);
  post(batch);
  for (int i = 0; i < 20; ++i) EXPECT_EQ(post(probe_.twin_of(batch)).status, 409U);
  const auto kept = ingest_.counts().evidence;
  EXPECT_GT(kept, 0U);
  EXPECT_LT(kept, 20U);
  EXPECT_EQ(ingest_.counts().of(Rejection::equivocation), 20U);
  EXPECT_EQ(journalled_envelopes().size(), 1 + kept);
}

TEST_F(Ingesting, RefusesABatchThatDeniesTheOneBeforeIt) {
  post(probe_.next(noon - 2s));
  const auto response = post(probe_.next(noon - 1s, [](auto& e) { e.previous = {7}; }));
  EXPECT_EQ(response.status, 409U);
  EXPECT_EQ(ingest_.counts().of(Rejection::broken_chain), 1U);
}

TEST_F(Ingesting, TakesANewIncarnationAndNotesIt) {
  post(probe_.next(noon - 2s));
  probe_.reincarnate();
  EXPECT_EQ(acknowledged(post(probe_.next(noon - 1s))).admission, Admission::next);
  EXPECT_EQ(ingest_.counts().incarnations, 2U);
}

struct Misdated {
  const char* name;
  WallTime closed_at;
  const char* age;  // seconds, or null
};

class MisdatedBatch : public IngestTest, public testing::WithParamInterface<Misdated> {};

TEST_P(MisdatedBatch, IsAcknowledgedAndItsTimeIsNotTrusted) {
  auto request = request_for(probe_.next(GetParam().closed_at).body());
  if (GetParam().age != nullptr) request.headers.add("Tocsin-Age", GetParam().age);
  const auto response = finish(begin(std::move(request)));
  EXPECT_EQ(acknowledged(response).admission, Admission::time_not_trusted);
  EXPECT_EQ(ingest_.counts().of(Admission::time_not_trusted), 1U);
}

INSTANTIATE_TEST_SUITE_P(Dates,
                         MisdatedBatch,
                         testing::Values(Misdated{"InTheFuture", noon + 61s, nullptr},
                                         Misdated{"InNineteenSeventy", WallTime{5s}, nullptr},
                                         Misdated{"AnHourSlow", noon - 3600s, "2"},
                                         Misdated{"AnHourFast", noon + 3600s, "2"}),
                         [](const auto& tested) { return tested.param.name; });

TEST_F(Ingesting, TrustsALateBatchWhoseAgeAgreesWithItsDate) {
  auto request = request_for(probe_.next(noon - 3600s).body());
  request.headers.add("Tocsin-Age", "3601");
  EXPECT_EQ(acknowledged(finish(begin(std::move(request)))).admission, Admission::next);
}

TEST_F(Ingesting, CountsEachRejectionUnderItsReason) {
  EXPECT_EQ(post(Bytes(100, 0xff)).status, 400U);
  EXPECT_EQ(post(ScriptedProbe("xx-1", 7).next(noon)).status, 403U);
  EXPECT_EQ(ingest_.counts().of(Rejection::malformed_batch), 1U);
  EXPECT_EQ(ingest_.counts().of(Rejection::unknown_probe), 1U);
  EXPECT_TRUE(journalled_envelopes().empty());
}

TEST_F(Ingesting, SaysThatItIsBusyWhereTheJournalIsBehindAndForgetsNothing) {
  std::mutex held;
  std::counting_semaphore<> is_held{0};
  held.lock();
  before_sink_ = [&] {
    is_held.release();
    const std::lock_guard wait(held);
  };
  std::vector<SentBatch> batches;
  for (std::size_t i = 0; i < 1 + jobs_max + 1; ++i) batches.push_back(probe_.next(noon - 1s));
  std::vector answers{begin(request_for(batches.front().body()))};
  while (ingest_.outstanding() == 0) io_.run_one();
  is_held.acquire();  // nothing is taken from the queue from now on
  for (const auto& batch : std::span(batches).subspan(1)) {
    answers.push_back(begin(request_for(batch.body())));
  }
  const auto refused = finish(answers.back());
  held.unlock();
  EXPECT_EQ(refused.status, 503U);
  EXPECT_EQ(refused.headers.find("Retry-After"), "2");
  for (const auto& answer : answers) finish(answer);
  while (post(batches.back()).status == 503) continue;
  for (const auto& batch : batches) EXPECT_EQ(post(batch).status, 200U);
  EXPECT_EQ(journalled_envelopes().size(), batches.size());
}

TEST_F(Ingesting, CountsAndForgetsABatchWhoseConnectionIsCutWhileItIsWritten) {
  std::mutex held;
  held.lock();
  before_sink_ = [&] { const std::lock_guard wait(held); };
  const auto batch = probe_.next(noon - 1s);
  const auto first = begin(request_for(batch.body()));
  while (ingest_.outstanding() == 0) io_.run_one();
  cut(first);
  held.unlock();
  while (ingest_.outstanding() > 0) io_.run_one();
  EXPECT_EQ(ingest_.counts().of(Admission::next), 1U);
  EXPECT_EQ(acknowledged(post(batch)).admission, Admission::next);
  EXPECT_EQ(journalled_envelopes().size(), 1U);
}

TEST_F(Ingesting, AcknowledgesNothingOnceTheJournalHasFailed) {
  acknowledged(post(probe_.next(noon - 2s)));
  files_.fail_from(0, std::errc::no_space_on_device);
  const auto lost = probe_.next(noon - 1s);
  EXPECT_EQ(post(lost).status, 503U);
  EXPECT_EQ(post(lost).status, 503U);
  EXPECT_EQ(post(probe_.next(noon)).status, 503U);
  EXPECT_EQ(assessed_.size(), 1U);
}

}  // namespace
}  // namespace tocsin::collector
