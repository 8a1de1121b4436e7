#include "core/witnessing/witness_server.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>

#include "core/tlog/right_edge.h"
#include "tests/support/wait/eventually.h"
#include "tests/unit/core/witnessing/running_witness.h"

namespace tocsin::witnessing {
namespace {

using testing::HasSubstr;
using testing::StartsWith;
using witness::MadeUpLog;
using witness::origin;

witness::Duty listening() {
  witness::Duty duty;
  duty.listener = any_port();
  auto& log = duty.logs.emplace_back();
  log.origin = origin;
  log.keys = {tlog::to_text(MadeUpLog().key())};
  return duty;
}

std::string body_of(const http::Response& response) {
  return std::string(as_text(response.body));
}

TEST(WitnessServer, CosignsAndServesWhatItCosigned) {
  RunningWitness witness(listening());
  const MadeUpLog log;
  const auto place = "/" + origin_hash(origin) + "/checkpoint";
  EXPECT_EQ(witness.get(place).status, 404);
  const auto answer = witness.add(log.request(0, 7));
  EXPECT_EQ(answer.status, 200);
  EXPECT_THAT(body_of(answer), StartsWith("\u2014 nordic.example/witness "));
  const auto served = witness.get(place);
  EXPECT_EQ(served.status, 200);
  EXPECT_EQ(body_of(served), tlog::encode(log.checkpoint(7)) + body_of(answer));
}

TEST(WitnessServer, AnswersWithTheCodesOfTheSpecification) {
  RunningWitness witness(listening());
  const MadeUpLog log;
  EXPECT_EQ(witness.add(log.request(0, 7)).status, 200);
  EXPECT_EQ(witness.add("old 7\n").status, 400);
  EXPECT_EQ(witness.add(MadeUpLog(40, 2).request(7, 9)).status, 403);
  auto other = log.request(7, 9);
  other.checkpoint.text.replace(0, 6, "vienna");
  EXPECT_EQ(witness.add(other).status, 404);
  const auto conflict = witness.add(log.request(6, 9));
  EXPECT_EQ(conflict.status, 409);
  EXPECT_EQ(conflict.headers.find("Content-Type"), "text/x.tlog.size");
  EXPECT_EQ(body_of(conflict), "7\n");
  EXPECT_EQ(witness.add(MadeUpLog(5).request(7, 7)).status, 422);
  EXPECT_EQ(witness.get("/add-checkpoint").status, 404);
  EXPECT_EQ(witness.get("/../state/checkpoint").status, 404);
  EXPECT_EQ(witness.get("/checkpoint").status, 404);
}

TEST(WitnessServer, StopsWhereItCannotWriteAndSaysNothing) {
  RunningWitness witness(listening());
  witness.disk().fail_from(0, std::errc::no_space_on_device);
  EXPECT_EQ(witness.add(MadeUpLog().request(0, 7)).status, 500);
  const auto ended = witness.wait();
  ASSERT_FALSE(ended);
  EXPECT_THAT(ended.error().text, HasSubstr("/state"));
}

TEST(WitnessServer, NeedsSomethingToDoAndKeysOfLogs) {
  durable::FaultyFileSystem files;
  const system::SystemClock clock;
  const auto open = [&](const witness::Duty& duty) {
    const auto server = WitnessServer::open(duty, "/state", witness::key_number(9), files, clock);
    return server ? "good" : server.error().text;
  };
  auto duty = listening();
  duty.name = "nordic.example/witness";
  EXPECT_EQ(open(duty), "good");
  duty.listener.reset();
  EXPECT_THAT(open(duty), HasSubstr("nothing to do"));
  duty.logs[0].keys = {"geneva.example/log+00000000+AAAA"};
  EXPECT_THAT(open(duty), HasSubstr("logs: geneva.example/log+00000000+AAAA: "));
  duty.logs[0].keys = {tlog::to_text(tlog::verifier_key(
      "w", tlog::Algorithm::cosignature_v1, witness::key_number(9).public_key()))};
  EXPECT_THAT(open(duty), HasSubstr("is not a log's key"));
  duty.name = "two words";
  EXPECT_THAT(open(duty), HasSubstr("name: "));
}

// What each of them serves is signed by the log, of one size, and of two roots; and whoever carries
// the one to the other leaves the proof there.
TEST(TwoWitnesses, CatchALogThatShowsEachAnotherTree) {
  RunningWitness nordic(listening());
  RunningWitness baltic(listening(), 8);
  const MadeUpLog log;
  const MadeUpLog forked(5);
  ASSERT_EQ(nordic.add(log.request(0, 11)).status, 200);
  ASSERT_EQ(baltic.add(forked.request(0, 11)).status, 200);
  const auto place = "/" + origin_hash(origin) + "/checkpoint";
  const auto one = tlog::parse_note(body_of(nordic.get(place)));
  const auto other = tlog::parse_note(body_of(baltic.get(place)));
  ASSERT_TRUE(one && other);
  EXPECT_NE(one->text, other->text);
  EXPECT_EQ(tlog::parse_checkpoint(one->text)->tree.size, 11);
  EXPECT_EQ(tlog::parse_checkpoint(other->text)->tree.size, 11);
  EXPECT_EQ(nordic.add(witness::AddCheckpoint{11, {}, *other}).status, 422);
  ASSERT_TRUE(nordic.stop());
  const auto forks = std::filesystem::path("/state") / origin_hash(origin) / "forks";
  const auto kept = nordic.disk().list(forks).value();
  ASSERT_EQ(kept.size(), 2);
  for (const auto& name : kept) {
    const auto note = tlog::parse_note(as_text(nordic.disk().bytes(forks / name)));
    ASSERT_TRUE(note) << name;
    const auto key = log.key();
    EXPECT_TRUE(tlog::check_note(*note, std::span(&key, 1))) << name;
  }
}

// A collector's public listener, as far as a polling witness sees it; tiles are those of a log of
// this size.
class PolledLog {
 public:
  explicit PolledLog(std::uint64_t fork = MadeUpLog::size_max) : log_(fork) {
    http::Router router;
    router.add_direct("GET", "/log/candidate", [this](const http::Request&) {
      ++asked_;
      return http::reply(200, "text/plain", std::string_view(candidate_));
    });
    router.add_direct("GET", "/log/tile/*", [this](const http::Request& request) {
      return tile(request.path().substr(5));
    });
    router.add_direct("POST", "/log/cosignature", [this](const http::Request& request) {
      const std::lock_guard lock(mutex_);
      delivered_.emplace_back(as_text(request.body));
      return http::reply(200, "text/plain", std::string_view(""));
    });
    server_ = http::Server::listen(io_, {}, std::move(router)).value();
    offer(3);
    boost::asio::co_spawn(io_, server_->run(), [](std::exception_ptr) {});
    thread_ = std::thread([this] { io_.run(); });
  }
  ~PolledLog() {
    boost::asio::post(io_, [this] { server_->stop(); });
    thread_.join();
  }

  void offer(std::uint64_t size, const MadeUpLog* other = nullptr) {
    boost::asio::post(io_, [this, note = (other ? *other : log_).checkpoint(size)] {
      candidate_ = tlog::encode(note);
    });
  }
  // What it answers to whoever asks for a tile; nothing: the tile.
  void answer_tiles_with(std::optional<http::Response> answer) {
    boost::asio::post(io_, [this, answer = std::move(answer)] { instead_of_tiles_ = answer; });
  }
  // Rounds since the start.
  std::size_t asked() const { return asked_; }
  std::vector<std::string> delivered() {
    const std::lock_guard lock(mutex_);
    return delivered_;
  }
  witness::Duty watched() const {
    witness::Duty duty;
    duty.logs.push_back({.origin = origin,
                         .keys = {tlog::to_text(log_.key())},
                         .address = any_port().address,
                         .port = server_->port()});
    duty.poll_every = std::chrono::milliseconds(5);
    return duty;
  }
  const MadeUpLog& log() const { return log_; }

 private:
  http::Response tile(std::string_view path) {
    if (instead_of_tiles_) return *instead_of_tiles_;
    const auto wanted = tlog::parse_tile_path(path);
    const auto leaves = log_.leaves();
    if (!wanted || wanted->tile.level != 0 || wanted->tile.width > leaves.size()) {
      return http::reply(404, "text/plain", std::string_view(""));
    }
    return http::reply(
        200, "application/octet-stream", tlog::encode_tile(leaves.first(wanted->tile.width)));
  }

  MadeUpLog log_;
  std::string candidate_;
  std::optional<http::Response> instead_of_tiles_;
  std::atomic<std::size_t> asked_ = 0;
  boost::asio::io_context io_;
  std::unique_ptr<http::Server> server_;
  std::mutex mutex_;
  std::vector<std::string> delivered_;
  std::thread thread_;
};

TEST(PollingWitness, ChecksTheTilesItselfAndDeliversItsCosignature) {
  PolledLog log;
  RunningWitness witness(log.watched());
  ASSERT_TRUE(test::eventually([&] { return log.delivered().size() == 1; }));
  log.offer(20);
  ASSERT_TRUE(test::eventually([&] { return log.delivered().size() == 2; }));
  const auto note = tlog::parse_note(log.delivered()[1]);
  ASSERT_TRUE(note);
  EXPECT_EQ(note->text, log.log().checkpoint(20).text);
  const tlog::VerifierKey keys[] = {log.log().key(), witness.key()};
  EXPECT_EQ(tlog::check_note(*note, keys)->verified.size(), 2);
}

TEST(PollingWitness, KeepsAForkThatItIsShown) {
  PolledLog log;
  auto duty = log.watched();
  duty.listener = any_port();
  RunningWitness witness(duty);
  const auto delivered = [&](std::size_t count) {
    return test::eventually([&] { return log.delivered().size() == count; });
  };
  ASSERT_TRUE(delivered(1));
  // Somebody else saw another tree of the same size.
  EXPECT_EQ(witness.add(MadeUpLog(1).request(3, 3)).status, 422);
  const MadeUpLog forked(1);
  log.offer(9, &forked);
  const auto place = "/" + origin_hash(origin) + "/checkpoint";
  log.offer(12);
  ASSERT_TRUE(delivered(2));
  EXPECT_THAT(body_of(witness.get(place)), HasSubstr("log\n12\n"));
  ASSERT_TRUE(witness.stop());
  const auto forks = std::filesystem::path("/state") / origin_hash(origin) / "forks";
  EXPECT_FALSE(witness.disk().list(forks)->empty());
}

// However the log keeps back the tiles that would show whether it has forked.
TEST(PollingWitness, KeepsACheckpointThatTheLogDoesNotShowToHoldTheOneBefore) {
  const MadeUpLog forked(1);
  for (const auto& instead : {http::reply(404, "text/plain", std::string_view("")),
                              http::reply(500, "text/plain", std::string_view("oh no")),
                              http::reply(200, "text/plain", std::string_view("no tile"))}) {
    SCOPED_TRACE(instead.status);
    PolledLog log;
    RunningWitness witness(log.watched());
    ASSERT_TRUE(test::eventually([&] { return log.delivered().size() == 1; }));
    log.answer_tiles_with(instead);
    log.offer(9, &forked);
    ASSERT_TRUE(test::eventually([&] { return witness.forks().not_shown == 1; }));
    const auto rounds = log.asked();
    ASSERT_TRUE(test::eventually([&] { return log.asked() > rounds + 3; }));
    EXPECT_EQ(witness.forks(), (ForkFolder::Counts{0, 1}));
    ASSERT_TRUE(witness.stop());
    witness.disk().crash();
    const auto place = std::filesystem::path("/state") / origin_hash(origin) / "forks";
    const auto kept = witness.disk().list(place).value();
    ASSERT_EQ(kept.size(), 2);
    const auto text_of = [&](std::size_t i) {
      return std::string(as_text(witness.disk().bytes(place / kept[i])));
    };
    EXPECT_THAT(text_of(0), StartsWith(log.log().checkpoint(3).text));
    EXPECT_EQ(text_of(1), tlog::encode(forked.checkpoint(9)));
    EXPECT_EQ(log.delivered().size(), 1);
  }
}

TEST(PollingWitness, ForgetsWhatTheLogShowsAfterAllAndNoFork) {
  PolledLog log;
  RunningWitness witness(log.watched());
  const auto delivers = [&](std::uint64_t size) {
    log.offer(size);
    return test::eventually([&] {
      const auto all = log.delivered();
      return !all.empty() && all.back().starts_with(log.log().checkpoint(size).text);
    });
  };
  ASSERT_TRUE(delivers(3));
  const MadeUpLog forked(1);
  log.answer_tiles_with(http::reply(404, "text/plain", std::string_view("")));
  log.offer(8);
  ASSERT_TRUE(test::eventually([&] { return witness.forks().not_shown == 1; }));
  log.offer(9, &forked);
  ASSERT_TRUE(test::eventually([&] { return witness.forks().not_shown == 2; }));
  log.answer_tiles_with(std::nullopt);
  for (const std::uint64_t size : {12, 13, 14, 15}) ASSERT_TRUE(delivers(size));
  ASSERT_TRUE(test::eventually([&] { return witness.forks().not_shown == 1; }));
  for (const std::uint64_t size : {16, 17, 18}) ASSERT_TRUE(delivers(size));
  ASSERT_TRUE(witness.stop());
  witness.disk().crash();
  const auto place = std::filesystem::path("/state") / origin_hash(origin) / "forks";
  const auto kept = witness.disk().list(place).value();
  ASSERT_EQ(kept.size(), 2);
  EXPECT_EQ(as_text(witness.disk().bytes(place / kept[1])), tlog::encode(forked.checkpoint(9)));
}

TEST(PollingWitness, TriesAgainWhereTheLogIsAway) {
  auto duty = listening();
  duty.logs[0].address = any_port().address;
  duty.logs[0].port = 1;
  duty.poll_every = std::chrono::milliseconds(1);
  RunningWitness witness(duty);
  EXPECT_EQ(witness.add(MadeUpLog().request(0, 7)).status, 200);
  EXPECT_TRUE(witness.stop());
}

}  // namespace
}  // namespace tocsin::witnessing
