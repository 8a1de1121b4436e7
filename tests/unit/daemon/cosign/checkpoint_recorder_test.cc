// A log of which only the checkpoints are entries here; everything else is a number.
#include "daemon/cosign/checkpoint_recorder.h"

#include <gmock/gmock.h>

#include <boost/asio/io_context.hpp>

#include "core/net/task_group.h"
#include "core/system/clock.h"
#include "tests/unit/daemon/cosign/witness_keys.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

constexpr WallTime noon{std::chrono::seconds(1787140800)};
constexpr CheckpointRecorder::Pace at_once{.apart = 0s, .settled_after = 1h};
constexpr CheckpointRecorder::Pace once{.apart = 1h, .settled_after = 0s};

// Cosigned by the first of the log's two witnesses, or by both.
std::string by_one(std::uint64_t size) {
  return tlog::encode(cosigned(size, {0}, noon));
}
std::string by_both(std::uint64_t size) {
  return tlog::encode(cosigned(size, {0, 1}, noon));
}

class Recording : public testing::Test {
 protected:
  void open(CheckpointRecorder::Pace pace) {
    const auto log = [this](entry::Kind kind, Bytes body) {
      return this->log(kind, std::move(body));
    };
    recorder_ =
        std::make_unique<CheckpointRecorder>(io_.get_executor(), clock_, recorded_, 2, log, pace);
  }

  net::Task<std::optional<std::uint64_t>> log(entry::Kind kind, Bytes body) {
    ++asked_;
    if (!log_works_) co_return std::nullopt;
    EXPECT_EQ(kind, entry::Kind::checkpoint);
    notes_.emplace_back(as_text(body));
    recorded_.take(size_, entry::EntryView{kind, body});
    co_return size_++;
  }

  // The log has so many entries, and this is served.
  void serve(std::uint64_t size, const std::string& note) {
    size_ = std::max(size_, size);
    recorder_->served(note);
  }

  // Lets it do what it does until it has said so much, or a moment longer than nothing.
  void run(std::size_t notes, Duration patience = 50ms) {
    net::TaskGroup group(io_.get_executor());
    group.spawn(recorder_->run());
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (asked_ < notes && std::chrono::steady_clock::now() < deadline) io_.run_one_for(10ms);
    io_.poll();
    group.cancel();
    io_.run();
    io_.restart();
  }

  boost::asio::io_context io_;
  system::SystemClock clock_;
  RecordedCheckpoints recorded_;  // what the log has, for the next recorder
  std::uint64_t size_ = 0;
  std::vector<std::string> notes_;
  std::size_t asked_ = 0;
  bool log_works_ = true;
  std::unique_ptr<CheckpointRecorder> recorder_;
};

TEST_F(Recording, WritesWhatIsServedIntoTheLog) {
  open(at_once);
  serve(7, by_both(7));
  run(1, 30s);
  EXPECT_THAT(notes_, ElementsAre(by_both(7)));
}

TEST_F(Recording, LetsALogThatIsIdleBe) {
  open(at_once);
  serve(7, by_both(7));
  run(1, 30s);
  serve(8, by_both(8));
  run(2);
  EXPECT_THAT(notes_, ElementsAre(by_both(7)));
  serve(9, by_both(9));
  run(2, 30s);
  EXPECT_THAT(notes_, ElementsAre(by_both(7), by_both(9)));
}

TEST_F(Recording, WaitsForEveryWitnessAWhile) {
  open(at_once);
  serve(7, by_one(7));
  run(1);
  EXPECT_THAT(notes_, ElementsAre());
  serve(7, by_both(7));
  run(1, 30s);
  EXPECT_THAT(notes_, ElementsAre(by_both(7)));
}

TEST_F(Recording, WaitsForNoWitnessForLong) {
  open({.apart = 0s, .settled_after = 1ms});
  serve(7, by_one(7));
  run(1, 30s);
  EXPECT_THAT(notes_, ElementsAre(by_one(7)));
}

TEST_F(Recording, TakesTheOneBeforeWhereALargerOneHasCome) {
  open(at_once);
  serve(7, by_one(7));
  serve(9, by_one(9));
  run(1, 30s);
  EXPECT_THAT(notes_, ElementsAre(by_one(7)));
}

TEST_F(Recording, KeepsItsDistanceOverARestartToo) {
  open(once);
  serve(7, by_both(7));
  run(1, 30s);
  serve(20, by_both(20));
  run(2);
  EXPECT_THAT(notes_, ElementsAre(by_both(7)));
  open(once);
  serve(20, by_both(20));
  run(2);
  EXPECT_THAT(notes_, ElementsAre(by_both(7)));
  open({.apart = 1ms, .settled_after = 0s});
  serve(20, by_both(20));
  run(2, 30s);
  EXPECT_THAT(notes_, ElementsAre(by_both(7), by_both(20)));
}

TEST_F(Recording, TriesLaterWhereTheLogTakesNothing) {
  log_works_ = false;
  open({.apart = 1ms, .settled_after = 0s});
  serve(7, by_both(7));
  run(1, 30s);
  EXPECT_THAT(notes_, ElementsAre());
  log_works_ = true;
  run(asked_ + 1, 30s);
  EXPECT_THAT(notes_, ElementsAre(by_both(7)));
}

TEST_F(Recording, LeavesOutWhatIsTooLongForAnEntry) {
  auto note = cosigned(7, {0, 1}, noon);
  while (tlog::encode(note).size() <= entry::entry_body_bytes_max) {
    note.signatures.push_back({std::string(2000, 'w'), {}, Bytes(72)});
  }
  open(once);
  serve(7, tlog::encode(note));
  serve(7, "no note");
  run(1);
  EXPECT_EQ(asked_, 0U);
}

}  // namespace
}  // namespace tocsin::collector
