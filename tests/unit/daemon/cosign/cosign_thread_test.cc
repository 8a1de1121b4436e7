#include "daemon/cosign/cosign_thread.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <atomic>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_future.hpp>

#include "core/http/server.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "core/witness/add_checkpoint.h"
#include "core/witness/witness.h"
#include "tests/support/durable/locked_file_system.h"
#include "tests/support/wait/eventually.h"
#include "tests/unit/daemon/cosign/witness_keys.h"

namespace tocsin::collector {
namespace {

http::Response text_answer(unsigned status, std::string_view text) {
  return http::reply(status, "text/plain", text);
}

// A witness as the log sees it: an honest one, or one that answers what it is told to.
class WitnessPeer {
 public:
  using Answer = std::function<http::Response(const http::Request&)>;

  explicit WitnessPeer(std::size_t number, Answer answer = {})
      : number_(number),
        witness_({witness_name(number), witness_key(number)},
                 {{origin, {policy_of(0, 0).logs[0].key}}}) {
    http::Router router;
    router.add_direct("POST",
                      "/add-checkpoint",
                      [this, answer = std::move(answer)](const http::Request& request) {
                        ++asked_;
                        return answer ? answer(request) : honest(request);
                      });
    http::ServerOptions options;
    options.limits.body_bytes = witness::add_checkpoint_bytes_max;
    server_ = http::Server::listen(io_, std::move(options), std::move(router)).value();
    boost::asio::co_spawn(io_, server_->run(), [](std::exception_ptr) {});
    thread_ = std::thread([this] { io_.run(); });
  }
  ~WitnessPeer() {
    boost::asio::post(io_, [this] { server_->stop(); });
    thread_.join();
  }

  WitnessPlace place() const {
    WitnessPlace place;
    place.witness = number_;
    place.name = witness_name(number_);
    place.at.address = "127.0.0.1";
    place.at.port = server_->port();
    place.at.exchange = std::chrono::milliseconds(500);
    place.at.body_bytes = 64 * 1024;
    return place;
  }
  int asked() const { return asked_; }

 private:
  http::Response honest(const http::Request& request) {
    const auto decision =
        witness_.add_checkpoint(as_text(request.body), system::SystemClock().wall());
    if (decision.cosigned) witness_.take(decision.origin, *decision.cosigned);
    const auto conflict = decision.verdict == witness::Verdict::other_size;
    return http::reply(static_cast<unsigned>(decision.verdict),
                       conflict ? std::string(witness::size_content_type) : "text/plain",
                       std::string_view(decision.body));
  }

  std::size_t number_;
  witness::Witness witness_;
  std::atomic<int> asked_ = 0;
  boost::asio::io_context io_;
  std::unique_ptr<http::Server> server_;
  std::thread thread_;
};

// A ledger that grows, and the thread that asks witnesses about it.
class Cosigning : public testing::Test {
 protected:
  void start(tlog::Policy policy, std::vector<WitnessPlace> places) {
    auto started = CosignThread::start(
        std::move(policy), std::move(places), {*thread_files_, "/log", clock_, entropy_});
    ASSERT_TRUE(started) << started.error().text;
    cosign_ = std::move(*started);
  }

  // Publishes a log of this size.
  void grow(std::uint64_t size) {
    auto ledger = ledger_on(*files_);
    ASSERT_TRUE(ledger.open(append_until(*files_, size)));
    cosign_->published({ledger.checkpoint(), ledger.head()});
  }

  bool has_enough(std::uint64_t size) {
    return test::eventually([&] { return cosign_->witnessed().size == size; });
  }

  // Whose signatures are below the cosigned checkpoint in the log's folder.
  std::vector<std::size_t> voices(const tlog::Policy& policy) {
    const auto note = tlog::parse_note(LogFolder(*files_, "/log").cosigned().value_or(""));
    if (!note) return {};
    std::vector<std::size_t> all;
    const auto found = tlog::voices_for(*note, policy);
    if (!found) return {};
    for (const auto& voice : found->witnesses) all.push_back(voice.key);
    return all;
  }

  template <class T>
  T await(boost::asio::awaitable<T> task) {
    boost::asio::io_context io;
    auto result = boost::asio::co_spawn(io, std::move(task), boost::asio::use_future);
    io.run();
    return result.get();
  }

  system::SystemClock clock_;
  system::SystemEntropy entropy_;
  durable::FaultyFileSystem disk_;
  std::mutex mutex_;
  std::unique_ptr<durable::FileSystem> files_ = durable::locked_view(disk_, mutex_);
  std::unique_ptr<durable::FileSystem> thread_files_ = durable::locked_view(disk_, mutex_);
  std::unique_ptr<CosignThread> cosign_;
};

TEST_F(Cosigning, GathersFromEveryWitness) {
  const WitnessPeer one(0);
  const WitnessPeer two(1);
  start(policy_of(2, 2), {one.place(), two.place()});
  for (const std::uint64_t size : {1, 255, 257, 600}) {
    grow(size);
    ASSERT_TRUE(has_enough(size)) << size;
    EXPECT_THAT(voices(policy_of(2, 2)), testing::UnorderedElementsAre(0, 1));
  }
  EXPECT_EQ(cosign_->witnessed().unwitnessed_since, std::nullopt);
  EXPECT_THAT(cosign_->witnessed().sizes, testing::ElementsAre(600, 600));
}

TEST_F(Cosigning, LearnsAfterARestartHowFarAWitnessIs) {
  const WitnessPeer one(0);
  start(policy_of(1, 1), {one.place()});
  grow(300);
  ASSERT_TRUE(has_enough(300));
  cosign_->stop();
  start(policy_of(1, 1), {one.place()});
  EXPECT_EQ(cosign_->witnessed().size, 300) << "it is on the disk";
  grow(400);
  ASSERT_TRUE(has_enough(400));
}

struct Wicked {
  const char* name;
  WitnessPeer::Answer answer;
};

http::Response size_answer(std::string_view text) {
  return http::reply(409, std::string(witness::size_content_type), text);
}

// A good cosignature of another witness, or of this one on another tree.
http::Response cosignature_of(std::size_t number, std::uint64_t size) {
  const auto note = cosigned(size, {number}, system::SystemClock().wall());
  return text_answer(200, tlog::encode(note.signatures.back()));
}

class WickedWitness : public Cosigning, public testing::WithParamInterface<Wicked> {};

// Its answers change nothing, and the others are enough as soon as they would be without it.
TEST_P(WickedWitness, IsNotBelievedAndHoldsUpNobody) {
  const WitnessPeer wicked(0, GetParam().answer);
  const WitnessPeer one(1);
  const WitnessPeer two(2);
  start(policy_of(3, 2), {wicked.place(), one.place(), two.place()});
  grow(7);
  ASSERT_TRUE(has_enough(7));
  ASSERT_TRUE(test::eventually([&] { return wicked.asked() > 0; }));
  EXPECT_THAT(voices(policy_of(3, 2)), testing::UnorderedElementsAre(1, 2));
  EXPECT_EQ(cosign_->witnessed().sizes[0], 0);
}

INSTANTIATE_TEST_SUITE_P(
    Each,
    WickedWitness,
    testing::Values(
        Wicked{"AnswersNothing", [](const auto&) { return text_answer(200, ""); }},
        Wicked{"AnswersRubbish", [](const auto&) { return text_answer(200, "\xff\xfe\n"); }},
        Wicked{"AnswersTooMuch",
               [](const auto&) { return text_answer(200, std::string(900'000, 'A')); }},
        Wicked{"SignsForAnother", [](const auto&) { return cosignature_of(5, 7); }},
        Wicked{"SignsAnotherTree", [](const auto&) { return cosignature_of(0, 6); }},
        Wicked{"HasSeenMore", [](const auto&) { return size_answer("8\n"); }},
        Wicked{"HasSeenTheEndOfTheWorld",
               [](const auto&) { return size_answer("18446744073709551615\n"); }},
        Wicked{"RefusesTheSizeThatItSays", [](const auto&) { return size_answer("0\n"); }},
        Wicked{"ChangesItsMind",
               [n = 0](const auto&) mutable {
                 return size_answer(std::to_string(1 + n++ % 5) + "\n");
               }},
        Wicked{"SaysNoSize", [](const auto&) { return size_answer("seven\n"); }},
        Wicked{"Refuses", [](const auto&) { return text_answer(422, "no\n"); }},
        Wicked{"ConflictsWithoutASize", [](const auto&) { return text_answer(409, "3\n"); }}),
    [](const auto& one) { return one.param.name; });

TEST_F(Cosigning, HoldsUpNobodyWhereAWitnessIsDead) {
  WitnessPlace dead;
  dead.name = "dead";
  dead.at.address = "127.0.0.1";
  dead.at.port = 1;
  const WitnessPeer one(1);
  start(policy_of(2, 1), {dead, one.place()});
  grow(7);
  ASSERT_TRUE(has_enough(7));
}

TEST_F(Cosigning, TakesWhatAWitnessBringsByItself) {
  start(policy_of(2, 1), {});
  EXPECT_EQ(await(cosign_->candidate()), "");
  grow(7);
  EXPECT_EQ(await(cosign_->candidate()), checkpoint_over(7));
  const auto bring = [&](const tlog::Note& note) {
    return await(cosign_->take(tlog::encode(note)));
  };
  EXPECT_FALSE(bring(cosigned(7, {5}, clock_.wall())));
  EXPECT_FALSE(bring(cosigned(6, {0}, clock_.wall())));
  EXPECT_FALSE(await(cosign_->take("rubbish")));
  EXPECT_EQ(bring(cosigned(7, {0}, clock_.wall())), CosignatureBook::Taken::news);
  EXPECT_EQ(cosign_->witnessed().size, 7);
  EXPECT_THAT(voices(policy_of(2, 1)), testing::ElementsAre(0));
}

TEST_F(Cosigning, GoesOnWhereTheDiskIsFull) {
  start(policy_of(1, 1), {});
  grow(7);
  ASSERT_EQ(await(cosign_->candidate()), checkpoint_over(7));
  disk_.fail_from(0, std::errc::no_space_on_device);
  const auto note = tlog::encode(cosigned(7, {0}, clock_.wall()));
  EXPECT_TRUE(await(cosign_->take(note)));
  EXPECT_EQ(cosign_->witnessed().size, 7);
  EXPECT_THAT(voices(policy_of(1, 1)), testing::IsEmpty());
  disk_.heal();
  EXPECT_TRUE(await(cosign_->take(note)));
  EXPECT_THAT(voices(policy_of(1, 1)), testing::ElementsAre(0));
}

// It takes the connection and the request, and never says a word.
TEST_F(Cosigning, NeitherWaitsNorHangsWhereAWitnessIsSilent) {
  boost::asio::io_context io;
  const boost::asio::ip::tcp::endpoint any(boost::asio::ip::address_v4::loopback(), 0);
  const boost::asio::ip::tcp::acceptor silent(io, any);
  WitnessPlace place;
  place.name = "silent";
  place.at.address = "127.0.0.1";
  place.at.port = silent.local_endpoint().port();
  const WitnessPeer one(1);
  start(policy_of(2, 1), {place, one.place()});
  grow(7);
  ASSERT_TRUE(has_enough(7));
  const auto before = std::chrono::steady_clock::now();
  cosign_->stop();
  EXPECT_LT(std::chrono::steady_clock::now() - before, place.at.exchange);
}

TEST_F(Cosigning, StopsWhileAWitnessIsAway) {
  std::atomic<bool> reached = false;
  const WitnessPeer slow(0, [&](const auto&) {
    reached = true;
    return text_answer(503, "");
  });
  start(policy_of(1, 1), {slow.place()});
  grow(7);
  ASSERT_TRUE(test::eventually([&] { return reached.load(); }));
  cosign_->stop();
}

}  // namespace
}  // namespace tocsin::collector
