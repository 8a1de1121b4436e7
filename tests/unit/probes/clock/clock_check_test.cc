// One check of the clock against scripted servers on loopback. What will not come gets the two
// seconds that a server has; nothing else depends on how long anything takes.
#include "probes/clock/clock_check.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <deque>

#include "core/net/task_group.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "tests/unit/probes/clock/time_peer.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using record::ClockSource;
using testing::ElementsAre;

class ClockCheck : public testing::Test {
 protected:
  TimePeer& server() { return peers_.emplace_back(io_.get_executor()); }
  TimeReply ahead(Duration by) { return time_ahead(clock_, by); }

  ClockReport check() {
    if (!checker_) make_checker();
    std::optional<ClockReport> report;
    net::TaskGroup serving(io_.get_executor());
    for (auto& peer : peers_) serving.spawn(peer.serve());
    boost::asio::co_spawn(io_, check_then_stop(serving, report), [](const std::exception_ptr& e) {
      if (e) std::rethrow_exception(e);
    });
    io_.restart();
    io_.run();
    return std::move(report.value());
  }

  TimeFault fault(std::size_t server = 0) { return check().servers.at(server)->error(); }

  void chrony_is(const TimePeer& peer) { chrony_ = peer.address(); }

 private:
  void make_checker() {
    ClockSources sources;
    if (!chrony_) chrony_ = TimePeer(io_.get_executor()).address();  // closed: nobody there
    sources.chrony = *chrony_;
    for (const auto& peer : peers_) {
      if (peer.address() != *chrony_) sources.time_servers.push_back(peer.address());
    }
    checker_.emplace(io_.get_executor(), clock_, entropy_, sources);
  }

  net::Task<> check_then_stop(net::TaskGroup& serving, std::optional<ClockReport>& report) {
    report = co_await checker_->check();
    serving.cancel();
    co_await serving.join();
  }

  const system::SystemClock clock_;
  system::SystemEntropy entropy_;
  boost::asio::io_context io_{1};
  std::deque<TimePeer> peers_;
  std::optional<net::SocketAddress> chrony_;
  std::optional<ClockChecker> checker_;
};

TEST_F(ClockCheck, ThreeServersThatAgreeGiveABound) {
  for (int i = 0; i < 3; ++i) server().reply_with(ahead(20ms));
  const auto report = check();
  ASSERT_TRUE(report.agreement);
  EXPECT_EQ(report.check->source, ClockSource::time_servers);
  EXPECT_GE(report.check->bound, 20ms);
  EXPECT_EQ(report.chrony, ChronyFault::no_answer);
}

TEST_F(ClockCheck, ALiarAmongFourIsOutvotedAndNamed) {
  server().reply_with(ahead(0s));
  server().reply_with(ahead(1h));
  server().reply_with(ahead(0s));
  server().reply_with(ahead(0s));
  const auto report = check();
  ASSERT_TRUE(report.agreement);
  EXPECT_THAT(report.agreement->falsetickers, ElementsAre(1));
  EXPECT_LT(report.check->bound, 1h);
}

TEST_F(ClockCheck, TwoServersThatAgreeAreTooFew) {
  server().reply_with(ahead(0s));
  server().reply_with(ahead(0s));
  server().reply_with(kiss("INIT"));
  const auto report = check();
  EXPECT_FALSE(report.agreement);
  EXPECT_TRUE(!report.check || report.check->source == ClockSource::kernel);
}

TEST_F(ClockCheck, AForgerWhoIsQuickDoesNotHideTheServer) {
  server()
      .reply_with(with_octet(24, 0, with_octet(25, 0, ahead(1h))))
      .reply_with(cut(20, ahead(1h)))
      .reply_with(ahead(0s));
  const auto report = check();
  ASSERT_TRUE(report.servers.at(0)->has_value());
  EXPECT_LT((*report.servers.at(0))->high, 1h);
}

TEST_F(ClockCheck, OnlyAForgedReplyIsAWrongOrigin) {
  server().reply_with(with_octet(24, 0, with_octet(25, 0, ahead(1h))));
  EXPECT_EQ(fault(), TimeFault::wrong_origin);
}

TEST_F(ClockCheck, OnlyAReplyFromElsewhereIsAWrongSource) {
  server().reply_from_another_port(ahead(0s));
  EXPECT_EQ(fault(), TimeFault::wrong_source);
}

TEST_F(ClockCheck, SilenceIsNoAnswer) {
  server();
  EXPECT_EQ(fault(), TimeFault::no_answer);
}

TEST_F(ClockCheck, AServerWithoutTimeSaysSo) {
  server().reply_with(with_octet(0, 0xe4, ahead(0s)));
  EXPECT_EQ(fault(), TimeFault::unsynchronised);
}

TEST_F(ClockCheck, AServerThatSendsUsAwayIsNotAskedAgain) {
  auto& rude = server().reply_with(kiss("DENY"));
  EXPECT_EQ(fault(), TimeFault::kiss_deny);
  EXPECT_FALSE(check().servers.at(0));
  EXPECT_EQ(rude.questions(), 1U);
}

TEST_F(ClockCheck, WhereChronyKnowsNobodyElseIsAsked) {
  chrony_is(server().reply_with(chrony_report()));
  auto& other = server().reply_with(ahead(0s));
  const auto report = check();
  EXPECT_EQ(report.check->source, ClockSource::chrony);
  EXPECT_GE(report.check->bound, 999ms);
  EXPECT_LE(report.check->bound, 1001ms);
  EXPECT_FALSE(report.chrony);
  EXPECT_EQ(other.questions(), 0U);
}

TEST_F(ClockCheck, AChronyWithoutTimeLeavesItToTheServers) {
  chrony_is(server().reply_with(with_octet(55, 3, chrony_report())));
  for (int i = 0; i < 3; ++i) server().reply_with(ahead(0s));
  const auto report = check();
  EXPECT_EQ(report.chrony, ChronyFault::unsynchronised);
  EXPECT_EQ(report.check->source, ClockSource::time_servers);
}

}  // namespace
}  // namespace tocsin::probe
