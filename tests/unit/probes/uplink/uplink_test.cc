#include "probes/uplink/uplink.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <deque>
#include <functional>
#include <map>
#include <set>

#include "core/crypto/sha256.h"
#include "core/http/problem.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/submission.h"

namespace tocsin::probe {
namespace {

namespace asio = boost::asio;
using namespace std::chrono_literals;

crypto::SigningKey log_key() {
  return crypto::SigningKey::from_seed(crypto::Seed{7});
}

Bytes envelope_of(std::uint64_t sequence) {
  return {0xee, static_cast<std::uint8_t>(sequence)};
}

class StillClock final : public Clock {
 public:
  MonotonicTime monotonic() const override { return {100s}; }
  WallTime wall() const override { return {}; }
};

class NoEntropy final : public Entropy {  // the shortest pauses
 public:
  void fill(std::span<std::uint8_t> out) override { std::ranges::fill(out, std::uint8_t{0}); }
};

// What each collector still lacks, in memory.
class ListedOutbox final : public Outbox {
 public:
  void put(Collector collector, std::uint64_t sequence) { lacking[collector].push_back(sequence); }

  Result<std::optional<Outgoing>> newest_for(Collector collector, std::uint64_t below) override {
    std::set<std::uint64_t> sequences(lacking[collector].begin(), lacking[collector].end());
    sequences.erase(sequences.lower_bound(below), sequences.end());
    if (sequences.empty()) return std::optional<Outgoing>();
    const auto newest = *sequences.rbegin();
    return Outgoing{newest, envelope_of(newest), {0xbb}, MonotonicTime{90s}};
  }
  Status<> acknowledged(Collector collector,
                        std::uint64_t sequence,
                        const Receipt& receipt) override {
    leaves.push_back(receipt.leaf);
    delivered[collector].push_back(sequence);
    std::erase(lacking[collector], sequence);
    return {};
  }
  Status<> refused(Collector collector, std::uint64_t sequence, const FinalRefusal& why) override {
    set_aside[collector].push_back(why.slug);
    std::erase(lacking[collector], sequence);
    return {};
  }

  std::map<Collector, std::vector<std::uint64_t>> lacking;
  std::map<Collector, std::vector<std::uint64_t>> delivered;
  std::map<Collector, std::vector<std::string>> set_aside;
  std::vector<std::optional<std::uint64_t>> leaves;  // of the delivered
};

http::Response acknowledge(const http::Request& request) {
  const auto submission = record::decode_submission(request.body);
  record::Acknowledgement word;
  word.envelope = crypto::sha256(submission->envelope);
  return http::reply(200, "application/cose", record::sign(word, log_key()));
}

// Answers by its script, one entry an attempt, and acknowledges once the script is over.
class ScriptedTransport final : public Transport {
 public:
  using Step = std::function<Result<http::Response>(const http::Request&)>;

  explicit ScriptedTransport(std::deque<Step> script = {}) : script_(std::move(script)) {}

  net::Task<Result<http::Response>> send(http::Request request) override {
    requests.push_back(request);
    if (script_.empty()) co_return acknowledge(request);
    const auto step = script_.front();
    script_.pop_front();
    co_return step(request);
  }

  std::vector<http::Request> requests;

 private:
  std::deque<Step> script_;
};

// Never answers.
class DeadTransport final : public Transport {
 public:
  net::Task<Result<http::Response>> send(http::Request) override {
    asio::steady_timer never(co_await asio::this_coro::executor,
                             asio::steady_timer::time_point::max());
    co_await never.async_wait(asio::use_awaitable);
    co_return tocsin::fail("unreachable");
  }
};

class UplinkTest : public ::testing::Test {
 protected:
  void route(std::unique_ptr<Transport> transport) {
    routes_.push_back({{"c", log_key().public_key()}, std::move(transport)});
  }

  // Runs until the condition holds; a deadline fails the test.
  template <class Condition>
  void run_until(Condition holds) {
    Uplink uplink(io_.get_executor(), outbox_, std::move(routes_), clock_, entropy_);
    net::TaskGroup group(io_.get_executor());
    uplink.start(group);
    const auto deadline = std::chrono::steady_clock::now() + 10s;
    while (!holds() && std::chrono::steady_clock::now() < deadline) io_.run_one_for(50ms);
    EXPECT_TRUE(holds());
    for (const auto& lane : uplink.lanes()) counts_.push_back(lane->counts());
    group.cancel();
    asio::co_spawn(io_, group.join(), asio::detached);
    io_.restart();
    io_.run();
  }

  asio::io_context io_;
  StillClock clock_;
  NoEntropy entropy_;
  ListedOutbox outbox_;
  std::vector<Uplink::Route> routes_;
  std::vector<LaneCounts> counts_;
};

using Sequences = std::vector<std::uint64_t>;

TEST_F(UplinkTest, DeliversTheNewestFirstAndTheBacklogBehindIt) {
  for (const auto n : {3, 1, 2}) outbox_.put(0, n);
  route(std::make_unique<ScriptedTransport>());
  run_until([&] { return outbox_.lacking[0].empty(); });
  EXPECT_EQ(outbox_.delivered[0], (Sequences{3, 2, 1}));
}

TEST_F(UplinkTest, SaysHowOldABatchIsByTheProbesOwnClock) {
  outbox_.put(0, 1);
  auto transport = std::make_unique<ScriptedTransport>();
  const auto& requests = transport->requests;
  std::string age;
  route(std::move(transport));
  run_until([&] {
    if (!requests.empty()) age = requests.front().headers.find("Tocsin-Age").value_or("");
    return !age.empty();
  });
  EXPECT_EQ(age, "10");
}

TEST_F(UplinkTest, HandsOnWhichLeafOfTheLogABatchIsWhereThatIsANumber) {
  const auto under = [](std::string leaf) {
    return [leaf = std::move(leaf)](const http::Request& request) {
      auto response = acknowledge(request);
      response.headers.add("Tocsin-Leaf", leaf);
      return response;
    };
  };
  for (const auto n : {1, 2, 3, 4}) outbox_.put(0, n);
  route(std::make_unique<ScriptedTransport>(std::deque<ScriptedTransport::Step>{
      under("18446744073709551615"), under("18446744073709551616"), under("12 "), under("")}));
  run_until([&] { return outbox_.lacking[0].empty(); });
  const std::optional<std::uint64_t> none;
  EXPECT_EQ(outbox_.leaves, (std::vector{std::optional(~std::uint64_t{0}), none, none, none}));
}

TEST_F(UplinkTest, KeepsABatchUntilItsAcknowledgementVerifies) {
  outbox_.put(0, 1);
  route(std::make_unique<ScriptedTransport>(std::deque<ScriptedTransport::Step>{
      [](const auto&) -> Result<http::Response> { return tocsin::fail("connection refused"); },
      [](const auto&) { return http::reply(200, "application/cose", "not signed at all"); },
      [](const auto&) { return http::reply(502, "text/html", "a proxy"); }}));
  run_until([&] { return outbox_.lacking[0].empty(); });
  EXPECT_EQ(outbox_.delivered[0], (Sequences{1}));
  EXPECT_EQ(counts_[0].no_answer, 1U);
  EXPECT_EQ(counts_[0].not_acknowledged, 1U);
  EXPECT_EQ(counts_[0].not_about_the_batch, 1U);
}

TEST_F(UplinkTest, MovesARefusedBatchAsideAndGoesOn) {
  outbox_.put(0, 1);
  outbox_.put(0, 2);
  route(std::make_unique<ScriptedTransport>(std::deque<ScriptedTransport::Step>{
      [](const auto&) { return http::to_response({409, "equivocation", "Title.", ""}); }}));
  run_until([&] { return outbox_.lacking[0].empty(); });
  EXPECT_EQ(outbox_.set_aside[0], (std::vector<std::string>{"equivocation"}));
  EXPECT_EQ(outbox_.delivered[0], (Sequences{1}));
}

TEST_F(UplinkTest, DeliversWhatLiesBehindABatchThatTheCollectorChokesOn) {
  for (const auto n : {1, 2, 3}) outbox_.put(0, n);
  const auto chokes_on_3 = [](const http::Request& request) -> Result<http::Response> {
    const auto submission = record::decode_submission(request.body);
    if (submission->envelope.back() == 3) return http::reply(500, "text/plain", "oh no");
    return acknowledge(request);
  };
  route(std::make_unique<ScriptedTransport>(
      std::deque<ScriptedTransport::Step>(3, chokes_on_3)));  // 3 fails, then 2 and 1
  run_until([&] { return outbox_.lacking[0].empty(); });
  EXPECT_EQ(outbox_.delivered[0], (Sequences{2, 1, 3}));
}

TEST_F(UplinkTest, DoesNotPassOverABatchWhenNobodyAnswers) {
  for (const auto n : {1, 2}) outbox_.put(0, n);
  route(std::make_unique<ScriptedTransport>(std::deque<ScriptedTransport::Step>{
      [](const auto&) -> Result<http::Response> { return tocsin::fail("connection refused"); },
      [](const auto&) { return http::reply(503, "text/plain", "later"); }}));
  run_until([&] { return outbox_.lacking[0].empty(); });
  EXPECT_EQ(outbox_.delivered[0], (Sequences{2, 1}));
}

TEST_F(UplinkTest, BelievesNoAcknowledgementByAnotherKeyOrForAnotherBatch) {
  outbox_.put(0, 1);
  record::Acknowledgement word;
  word.envelope = crypto::sha256(envelope_of(1));
  const auto forged = record::sign(word, crypto::SigningKey::from_seed(crypto::Seed{8}));
  word.envelope = crypto::sha256(envelope_of(2));
  const auto for_another = record::sign(word, log_key());
  route(std::make_unique<ScriptedTransport>(std::deque<ScriptedTransport::Step>{
      [&](const auto&) { return http::reply(200, "application/cose", forged); },
      [&](const auto&) { return http::reply(200, "application/cose", for_another); }}));
  run_until([&] { return outbox_.lacking[0].empty(); });
  EXPECT_EQ(counts_[0].not_acknowledged, 2U);
  EXPECT_EQ(outbox_.delivered[0], (Sequences{1}));
}

TEST_F(UplinkTest, IsNotDelayedByADeadCollector) {
  for (const auto n : {1, 2, 3}) {
    outbox_.put(0, n);
    outbox_.put(1, n);
  }
  route(std::make_unique<DeadTransport>());
  route(std::make_unique<ScriptedTransport>());
  run_until([&] { return outbox_.lacking[1].empty(); });
  EXPECT_EQ(outbox_.lacking[0].size(), 3U);
}

TEST_F(UplinkTest, SleepsWithoutABatchAndWakesForOne) {
  route(std::make_unique<ScriptedTransport>());
  Uplink uplink(io_.get_executor(), outbox_, std::move(routes_), clock_, entropy_);
  net::TaskGroup group(io_.get_executor());
  uplink.start(group);
  io_.poll();
  outbox_.put(0, 5);
  uplink.wake();
  io_.poll();
  EXPECT_EQ(outbox_.delivered[0], (Sequences{5}));
  group.cancel();
  asio::co_spawn(io_, group.join(), asio::detached);
  io_.run();
}

TEST_F(UplinkTest, SaysThatItIsTurnedAwayAndKeepsAllUntilSomethingIsTaken) {
  for (const auto n : {1, 2}) outbox_.put(0, n);
  const auto revoked = [](const auto&) { return http::to_response({403, "revoked", "T.", ""}); };
  const auto silent = [](const auto&) -> Result<http::Response> { return tocsin::fail("silent"); };
  auto transport =
      std::make_unique<ScriptedTransport>(std::deque<ScriptedTransport::Step>{revoked, silent});
  const auto& requests = transport->requests;
  route(std::move(transport));
  Uplink uplink(io_.get_executor(), outbox_, std::move(routes_), clock_, entropy_);
  net::TaskGroup group(io_.get_executor());
  uplink.start(group);
  const auto& lane = *uplink.lanes().front();
  for (const std::size_t attempts : {1, 2}) {
    while (requests.size() < attempts && io_.run_one_for(10s) > 0) continue;
    io_.poll();
    EXPECT_EQ(lane.turned_away(), TurnedAway::revoked);
    EXPECT_FALSE(lane.delivering());
  }
  while (!outbox_.lacking[0].empty() && io_.run_one_for(10s) > 0) continue;
  EXPECT_EQ(lane.turned_away(), std::nullopt);
  EXPECT_EQ(outbox_.delivered[0], (Sequences{2, 1}));
  EXPECT_EQ(lane.counts().turned_away, 1U);
  EXPECT_EQ(lane.counts().refused, 0U);
  group.cancel();
  asio::co_spawn(io_, group.join(), asio::detached);
  io_.run();
}

// Draws the longest pauses.
class AllEntropy final : public Entropy {
 public:
  void fill(std::span<std::uint8_t> out) override { std::ranges::fill(out, std::uint8_t{0x7f}); }
};

struct AfterFailures : UplinkTest {
  // Before the next attempt it would wait for almost half a second.
  AfterFailures() {
    outbox_.put(0, 1);
    auto transport = std::make_unique<ScriptedTransport>(std::deque<ScriptedTransport::Step>{
        [](const auto&) -> Result<http::Response> { return tocsin::fail("unreachable"); }});
    attempts_ = &transport->requests;
    route(std::move(transport));
    uplink_.emplace(io_.get_executor(), outbox_, std::move(routes_), clock_, longest_);
    group_.emplace(io_.get_executor());
    uplink_->start(*group_);
    io_.poll();
  }
  void end() {
    group_->cancel();
    asio::co_spawn(io_, group_->join(), asio::detached);
    io_.restart();
    io_.run();
  }

  AllEntropy longest_;
  const std::vector<http::Request>* attempts_ = nullptr;
  std::optional<Uplink> uplink_;
  std::optional<net::TaskGroup> group_;
};

TEST_F(AfterFailures, ABatchThatComesInDoesNotShortenThePause) {
  outbox_.put(0, 2);
  uplink_->wake();
  io_.poll();
  EXPECT_EQ(attempts_->size(), 1U);
  end();
}

TEST_F(AfterFailures, AWayThatIsBackEndsThePause) {
  uplink_->way_is_back();
  io_.poll();
  EXPECT_EQ(outbox_.delivered[0], (Sequences{1}));
  end();
}

TEST_F(AfterFailures, AWayThatIsBackWakesNobodyWhoSleeps) {
  uplink_->way_is_back();
  io_.poll();
  outbox_.put(0, 2);  // nobody is told
  uplink_->way_is_back();
  io_.poll();
  EXPECT_EQ(outbox_.delivered[0], (Sequences{1}));
  end();
}

TEST_F(AfterFailures, ALaneThatPausesEndsWithItsGroup) {
  end();
  EXPECT_EQ(attempts_->size(), 1U);
}

}  // namespace
}  // namespace tocsin::probe
