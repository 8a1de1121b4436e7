#include "probes/main/patience.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/use_future.hpp>
#include <deque>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

http::Response busy(const std::string& retry_after) {
  http::Response response{.status = 429, .headers = {}, .body = {}};
  if (!retry_after.empty()) response.headers.add("Retry-After", retry_after);
  return response;
}

TEST(PauseAfter, IsWhatTheCollectorAsksForWithinBounds) {
  EXPECT_EQ(pause_after(busy("7")), 7s);
  EXPECT_EQ(pause_after(busy("0")), 1s);
  EXPECT_EQ(pause_after(busy("3600")), 30s);
  EXPECT_EQ(pause_after(busy("99999999999999999999")), 2s);
  EXPECT_EQ(pause_after(busy("")), 2s);
  EXPECT_EQ(pause_after(busy("7 ")), 2s);
  EXPECT_EQ(pause_after(busy("Mon, 30 Nov 2026 15:00:00 GMT")), 2s);
}

TEST(PauseAfter, IsNoneAfterAnyOtherAnswer) {
  for (const unsigned status : {200U, 400U, 403U, 500U, 503U}) {
    auto response = busy("7");
    response.status = status;
    EXPECT_FALSE(pause_after(response)) << status;
  }
}

class Always : public Entropy {
 public:
  explicit Always(std::uint8_t byte) : byte_(byte) {}
  void fill(std::span<std::uint8_t> out) override { std::ranges::fill(out, byte_); }

 private:
  std::uint8_t byte_;
};

// Answers in this order, and the last of them for ever.
class ScriptedClient : public http::Client {
 public:
  explicit ScriptedClient(std::deque<Result<http::Response>> answers)
      : answers_(std::move(answers)) {}
  net::Task<Result<http::Response>> send(http::Request request) override {
    bodies.push_back(request.body);
    auto answer = answers_.front();
    if (answers_.size() > 1) answers_.pop_front();
    co_return answer;
  }
  void close() override {}

  std::vector<Bytes> bodies;

 private:
  std::deque<Result<http::Response>> answers_;
};

net::Task<> at_once() {
  co_return;
}

class Asking : public testing::Test {
 protected:
  Result<http::Response> ask(ScriptedClient& client) {
    boost::asio::io_context io;
    http::Request request;
    request.body = {1, 2, 3};
    const auto wait = [this](Duration pause) {
      waited_.push_back(pause);
      return at_once();
    };
    Patience patience{
        .most = 20s, .told = [this](Duration pause) { told_.push_back(pause); }, .wait = wait};
    auto answer = boost::asio::co_spawn(
        io,
        send_patiently(client, std::move(request), entropy_, std::move(patience)),
        boost::asio::use_future);
    io.run();
    return answer.get();
  }

  Always entropy_{0};
  std::vector<Duration> told_;
  std::vector<Duration> waited_;
};

TEST_F(Asking, SendsTheSameAgainUntilTheCollectorHasTime) {
  ScriptedClient client(
      {busy("3"), busy(""), http::Response{.status = 200, .headers = {}, .body = {}}});
  EXPECT_EQ(ask(client)->status, 200);
  EXPECT_EQ(waited_, (std::vector<Duration>{3s, 2s}));
  EXPECT_EQ(told_, waited_);
  EXPECT_EQ(client.bodies, std::vector<Bytes>(3, Bytes{1, 2, 3}));
}

TEST_F(Asking, HandsOnAtOnceWhatIsNoPauseAndWhatIsNoAnswer) {
  ScriptedClient refused({http::Response{.status = 403, .headers = {}, .body = {}}});
  EXPECT_EQ(ask(refused)->status, 403);
  ScriptedClient gone({busy("1"), fail("connection refused")});
  EXPECT_EQ(ask(gone).error().text, "connection refused");
  EXPECT_EQ(waited_, std::vector<Duration>{1s});
}

TEST_F(Asking, GivesUpWithTheLastAnswerWherePatienceEnds) {
  ScriptedClient client({busy("8")});
  EXPECT_EQ(ask(client)->status, 429);
  EXPECT_EQ(waited_, (std::vector<Duration>{8s, 8s}));
}

TEST_F(Asking, WaitsUpToHalfAsLongAgain) {
  entropy_ = Always(0xff);
  ScriptedClient client({busy("8")});
  ask(client);
  ASSERT_FALSE(waited_.empty());
  for (const auto pause : waited_) {
    EXPECT_GE(pause, 8s);
    EXPECT_LE(pause, 12s);
  }
}

}  // namespace
}  // namespace tocsin::probe
