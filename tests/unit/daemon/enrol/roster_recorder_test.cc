// A log of which every entry is kept, and which is durable, heard of and published when a test says
// so.
#include "daemon/enrol/roster_recorder.h"

#include <gmock/gmock.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>
#include <memory>

#include "core/entry/roster_check.h"
#include "core/net/task_group.h"
#include "core/system/clock.h"
#include "tests/support/probe/sworn.h"

namespace tocsin::collector {
namespace {

namespace asio = boost::asio;

using namespace std::chrono_literals;
using entry::Kind;
using testing::ElementsAre;
using testing::IsEmpty;

const WallTime noon = *from_rfc3339("2026-11-29T12:00:00Z");

class RosterRecording : public testing::Test {
 protected:
  struct Logged {
    Kind kind;
    Bytes body;
    Bytes object;
  };

  void open(Duration apart = 0s) {
    StatedRoster stated;
    for (std::size_t i = 0; i < log_.size(); ++i) stated.take(i, view(log_[i]));
    const auto log = [this](Kind kind, Bytes body, Bytes object) {
      return this->log(kind, std::move(body), std::move(object));
    };
    recorder_ =
        std::make_unique<RosterRecorder>(io_.get_executor(), clock_, std::move(stated), log, apart);
  }

  static entry::EntryView view(const Logged& logged) { return {logged.kind, logged.body}; }

  net::Task<std::optional<std::uint64_t>> log(Kind kind, Bytes body, Bytes object) {
    ++asked_;
    if (!log_works_) co_return std::nullopt;
    const auto index = log_.size();
    log_.push_back({kind, std::move(body), std::move(object)});
    if (heard_at_once_) co_return index;
    auto& word = *words_.emplace_back(std::make_unique<asio::steady_timer>(io_, 1h));
    boost::system::error_code error;
    co_await word.async_wait(asio::redirect_error(asio::use_awaitable, error));
    co_return index;
  }

  // Of somebody who writes through the recorder.
  void say(Kind kind, Bytes body) {
    asio::co_spawn(
        io_, recorder_->log(kind, std::move(body), Bytes()), [](const auto&, const auto&) {});
    io_.poll();
    io_.restart();
  }
  void add(Kind kind, Bytes body = {1}) { log_.push_back({kind, std::move(body), {}}); }

  // Lets it do what it does until the log was asked so often, or a moment longer than nothing.
  void run(std::size_t asked, Duration patience = 50ms) {
    net::TaskGroup group(io_.get_executor());
    group.spawn(recorder_->run());
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (asked_ < asked && std::chrono::steady_clock::now() < deadline) io_.run_one_for(10ms);
    io_.poll();
    group.cancel();
    io_.run_for(10ms);
    io_.restart();
  }
  void publish() { recorder_->published(log_.size()); }

  // Of how many entries each snapshot in the log is; none may be wrong.
  std::vector<std::uint64_t> snapshots() const {
    std::vector<std::uint64_t> sizes;
    entry::RosterCheck check;
    for (std::size_t i = 0; i < log_.size(); ++i) {
      const auto right = check.take(i, view(log_[i]));
      EXPECT_TRUE(right) << i << ": " << right.error().text;
      if (log_[i].kind != Kind::roster) continue;
      sizes.push_back(entry::decode_roster_snapshot(log_[i].body)->entries);
    }
    return sizes;
  }

  boost::asio::io_context io_;
  system::SystemClock clock_;
  std::vector<Logged> log_;
  std::size_t asked_ = 0;
  bool log_works_ = true;
  bool heard_at_once_ = true;
  std::deque<std::unique_ptr<asio::steady_timer>> words_;  // that an entry is durable
  std::unique_ptr<RosterRecorder> recorder_;
  ScriptedProbe probe_{"no-1", 1};
  crypto::SigningKey norway_ = crypto::SigningKey::from_seed({50});
  Bytes attestation_ = attestation_of(probe_, {"NO", noon, noon + 1h}, norway_);
};

TEST_F(RosterRecording, StatesWhatIsPublished) {
  add(Kind::enrolment, enrolment_of(probe_));
  add(Kind::batch);
  open();
  publish();
  run(1, 30s);
  EXPECT_THAT(snapshots(), ElementsAre(2));
  EXPECT_EQ(entry::decode_roster_list(log_[2].object)->probes.at(0).name, "no-1");
}

TEST_F(RosterRecording, StatesAnEmptyRosterToo) {
  add(Kind::batch);
  open();
  publish();
  run(1, 30s);
  EXPECT_THAT(snapshots(), ElementsAre(1));
}

TEST_F(RosterRecording, BringsTheSameRosterOnce) {
  add(Kind::enrolment, enrolment_of(probe_));
  open();
  publish();
  run(1, 30s);
  add(Kind::batch);
  publish();
  run(2, 30s);
  EXPECT_THAT(snapshots(), ElementsAre(1, 3));
  EXPECT_THAT(log_[3].object, IsEmpty());
  say(Kind::attestation, attestation_);
  publish();
  run(4, 30s);
  EXPECT_THAT(snapshots(), ElementsAre(1, 3, 5));
  EXPECT_FALSE(log_[5].object.empty());
}

TEST_F(RosterRecording, GoesOnAfterARestart) {
  add(Kind::enrolment, enrolment_of(probe_));
  open();
  publish();
  run(1, 30s);
  open();
  publish();
  run(2);
  EXPECT_THAT(snapshots(), ElementsAre(1));
  add(Kind::batch);
  publish();
  run(2, 30s);
  EXPECT_THAT(snapshots(), ElementsAre(1, 3));
  EXPECT_THAT(log_[3].object, IsEmpty());
}

TEST_F(RosterRecording, LetsALogThatIsIdleBe) {
  open();
  publish();
  run(1);
  EXPECT_THAT(snapshots(), IsEmpty());
  add(Kind::batch);
  publish();
  run(1, 30s);
  publish();
  run(2);
  say(Kind::checkpoint, {1});
  publish();
  run(3);
  EXPECT_THAT(snapshots(), ElementsAre(1));
  EXPECT_EQ(log_.size(), 3U);
}

TEST_F(RosterRecording, KeepsItsPace) {
  add(Kind::batch);
  open(1h);
  publish();
  run(1);
  EXPECT_THAT(snapshots(), IsEmpty());
}

TEST_F(RosterRecording, DoesNotSayAgainWhatCouldNotBeWritten) {
  add(Kind::batch);
  open();
  publish();
  log_works_ = false;
  run(2);
  EXPECT_EQ(asked_, 1U);
  log_works_ = true;
  add(Kind::batch);
  publish();
  run(2, 30s);
  EXPECT_THAT(snapshots(), ElementsAre(2));
}

// Somebody enrols, and the log is published before the word comes that it is durable.
TEST_F(RosterRecording, WaitsForWhatIsOnItsWay) {
  add(Kind::batch);
  open();
  heard_at_once_ = false;
  say(Kind::enrolment, enrolment_of(probe_));
  publish();
  run(2);
  EXPECT_THAT(snapshots(), IsEmpty());
  words_.at(0)->cancel();
  heard_at_once_ = true;
  run(2, 30s);
  EXPECT_THAT(snapshots(), ElementsAre(2));
}

// A country's word comes before the enrolment that it is of: heard of in the other order, it would
// be of nobody.
TEST_F(RosterRecording, TakesWhatIsSaidInTheOrderOfTheLog) {
  open();
  heard_at_once_ = false;
  say(Kind::enrolment, enrolment_of(probe_));
  say(Kind::attestation, attestation_);
  words_.at(1)->cancel();
  io_.poll();
  io_.restart();
  words_.at(0)->cancel();
  heard_at_once_ = true;
  publish();
  run(3, 30s);
  EXPECT_THAT(snapshots(), ElementsAre(2));
}

// What is durable and not published yet is not stated, and is later.
TEST_F(RosterRecording, StatesNothingOfWhatIsNotPublished) {
  add(Kind::batch);
  open();
  say(Kind::enrolment, enrolment_of(probe_));
  recorder_->published(1);
  run(2, 30s);
  EXPECT_THAT(snapshots(), ElementsAre(1));
  publish();
  run(3, 30s);
  EXPECT_THAT(snapshots(), ElementsAre(1, 3));
}

}  // namespace
}  // namespace tocsin::collector
