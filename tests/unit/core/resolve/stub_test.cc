// One question to scripted resolvers on loopback, and the same failing in every way. No test
// depends on how long anything takes: what will come has a minute, what will not gets a fifth of a
// second.
#include "core/resolve/stub.h"

#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/system/system_error.hpp>
#include <set>

#include "core/dns/reply.h"
#include "core/net/task_group.h"
#include "core/system/clock.h"
#include "tests/support/peers/tcp_peer.h"
#include "tests/support/peers/udp_peer.h"

namespace tocsin::resolve {
namespace {

using namespace std::chrono_literals;
using namespace test;
using dns::Rcode;

constexpr Duration soon = 200ms;
constexpr Duration patient = 1min;

// A resolver that speaks over both transports at one port.
struct Resolver {
  explicit Resolver(const boost::asio::any_io_executor& executor) {
    while (!tcp) {
      udp.emplace(executor);
      try {
        tcp.emplace(executor, udp->address().port);
      } catch (const boost::system::system_error&) {
        udp.reset();  // somebody else has this port over TCP
      }
    }
  }
  net::SocketAddress address() const { return udp->address(); }

  std::optional<UdpPeer> udp;
  std::optional<TcpPeer> tcp;
};

class Stub : public testing::Test {
 protected:
  StubAsk question(std::vector<net::SocketAddress> resolvers, Duration attempt = patient) {
    StubAsk ask;
    ask.resolvers = std::move(resolvers);
    ask.query.id = 4711;
    ask.query.question.name = dns::Name::from_text("no.").value();
    ask.query.recursion_desired = true;
    ask.query.edns.emplace().dnssec_ok = true;
    ask.attempt = attempt;
    ask.timeout = patient;
    return ask;
  }

  StubAsk question(Duration attempt = patient) { return question({server.address()}, attempt); }

  Answer ask(StubAsk ask) {
    start_servers();
    std::optional<Answer> answer;
    asking.spawn(keep(std::move(ask), answer));
    run(end_with_the_asking());
    return std::move(answer.value());
  }

  Failure failure(StubAsk ask) { return this->ask(std::move(ask)).error().why; }

  void start_servers() {
    servers.spawn(server.udp->serve());
    servers.spawn(server.tcp->serve());
    servers.spawn(second.udp->serve());
  }

  net::Task<> keep(StubAsk ask, std::optional<Answer>& into) {
    into = co_await resolve::ask(std::move(ask), clock);
  }

  net::Task<> end_with_the_asking() {
    co_await asking.join();
    servers.cancel();
    co_await servers.join();
  }

  net::Task<> cancel_once_asked() {
    while (server.udp->ids_seen().empty()) {
      boost::asio::steady_timer turn(io, 1ms);
      co_await turn.async_wait(boost::asio::use_awaitable);
    }
    asking.cancel();
    co_await end_with_the_asking();
  }

  void run(net::Task<> task) {
    boost::asio::co_spawn(io, std::move(task), [](const std::exception_ptr& failure) {
      if (failure) std::rethrow_exception(failure);
    });
    io.run();
  }

  boost::asio::io_context io{1};
  system::SystemClock clock;
  net::TaskGroup servers{io.get_executor()};
  net::TaskGroup asking{io.get_executor()};
  Resolver server{io.get_executor()};
  Resolver second{io.get_executor()};
};

TEST_F(Stub, AnAnswerComesWithItsBytesItsRcodeAndItsTime) {
  server.udp->expect("no.").reply_with(soa(7));
  const auto answer = ask(question());
  ASSERT_TRUE(answer);
  EXPECT_EQ(dns::soa_serial(dns::parse_reply(answer->reply).value()), 7U);
  EXPECT_EQ(answer->rcode, Rcode::noerror);
  EXPECT_GT(answer->took, Duration::zero());
  EXPECT_EQ(answer->timeouts, 0U);
  EXPECT_EQ(server.udp->ids_seen().at(0), 4711);
}

class StubRcode : public Stub, public testing::WithParamInterface<Rcode> {};

TEST_P(StubRcode, IsAnAnswer) {
  server.udp->reply_with(rcode(GetParam()));
  const auto answer = ask(question());
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->rcode, GetParam());
}

INSTANTIATE_TEST_SUITE_P(Every,
                         StubRcode,
                         testing::Values(Rcode::formerr,
                                         Rcode::servfail,
                                         Rcode::nxdomain,
                                         Rcode::notimp,
                                         Rcode::refused),
                         [](const auto& code) { return dns::to_text(code.param); });

TEST_F(Stub, ATruncatedAnswerIsAskedForAgainOverTcp) {
  server.udp->reply_with(truncated());
  server.tcp->send(soa(8));
  const auto answer = ask(question());
  ASSERT_TRUE(answer);
  EXPECT_EQ(dns::soa_serial(dns::parse_reply(answer->reply).value()), 8U);
}

TEST_F(Stub, AnAnswerOfMoreThan512OctetsIsTakenOverUdp) {
  server.udp->reply_with(padded_to(1200, soa(9)));
  const auto answer = ask(question());
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->reply.size(), 1200U);
}

TEST_F(Stub, SilenceIsATimeoutAfterEveryRound) {
  EXPECT_EQ(failure(question(soon)), Failure::timeout);
  EXPECT_EQ(server.udp->ids_seen().size(), 2U);
}

TEST_F(Stub, TheWholeQuestionEndsAtItsOwnDeadline) {
  auto silent = question(patient);
  silent.timeout = soon;
  const auto answer = ask(silent);
  ASSERT_FALSE(answer);
  EXPECT_EQ(answer.error().why, Failure::timeout);
  EXPECT_GE(answer.error().took, soon);
}

TEST_F(Stub, WhereOneResolverIsSilentTheNextIsAsked) {
  second.udp->reply_with(soa(3));
  const auto answer = ask(question({server.address(), second.address()}, soon));
  ASSERT_TRUE(answer);
  EXPECT_EQ(answer->timeouts, 1U);
  EXPECT_GE(answer->took, soon);
}

TEST_F(Stub, AnAnswerWithAnotherIdIsNotTaken) {
  server.udp->reply_with(with_wrong_id(soa(666))).and_then(soa(7));
  const auto answer = ask(question());
  ASSERT_TRUE(answer);
  EXPECT_EQ(dns::soa_serial(dns::parse_reply(answer->reply).value()), 7U);
}

TEST_F(Stub, OnlyAnswersWithAnotherIdAreATimeout) {
  server.udp->reply_with(with_wrong_id(soa(666)));
  EXPECT_EQ(failure(question(soon)), Failure::timeout);
}

TEST_F(Stub, AnAnswerToAnotherQuestionIsNotTaken) {
  server.udp->reply_with(with_question("se.", soa(666)));
  EXPECT_EQ(failure(question(soon)), Failure::timeout);
}

TEST_F(Stub, GarbageIsATimeout) {
  server.udp->reply_with(bytes({1, 2, 3})).and_then(nothing_at_all());
  EXPECT_EQ(failure(question(soon)), Failure::timeout);
}

TEST_F(Stub, OurQuestionWithGarbageBehindItIsMalformed) {
  server.udp->reply_with(looped_name());
  EXPECT_EQ(failure(question()), Failure::malformed);
}

TEST_F(Stub, OurOwnQueryReflectedIsNoAnswer) {
  server.udp->reply_with(echo());
  EXPECT_EQ(failure(question()), Failure::malformed);
}

TEST_F(Stub, WhereNobodyListensItIsRefused) {
  auto closed = UdpPeer(io.get_executor()).address();
  EXPECT_EQ(failure(question({closed})), Failure::refused);
}

TEST_F(Stub, ATcpConnectionThatEndsBeforeTheAnswerIsNoAnswer) {
  server.udp->reply_with(truncated());
  server.tcp->send_first(5, soa(1)).close();
  EXPECT_FALSE(ask(question()));
}

TEST_F(Stub, ATcpConnectionThatStaysSilentEndsInTime) {
  server.udp->reply_with(truncated());
  server.tcp->hold();
  EXPECT_EQ(failure(question(soon)), Failure::timeout);
}

TEST_F(Stub, WhereWeWereKeptFromRunningNothingWasAsked) {
  const auto after_a_stall = [this](ByteView query) {
    for (const auto end = clock.monotonic() + soon + 1s; clock.monotonic() < end;) continue;
    return soa(7)(query);
  };
  server.udp->reply_with(after_a_stall);
  auto ask = question();
  ask.timeout = soon;
  EXPECT_EQ(failure(std::move(ask)), Failure::host);
}

TEST_F(Stub, WithoutAResolverThereIsNobodyToAsk) {
  EXPECT_EQ(failure(question(std::vector<net::SocketAddress>())), Failure::no_resolver);
}

TEST_F(Stub, CancelledInFlightItClosesWhatItOpened) {
  start_servers();
  std::optional<Answer> answer;
  asking.spawn(keep(question(), answer));
  run(cancel_once_asked());
  EXPECT_FALSE(answer);
  EXPECT_EQ(server.udp->ids_seen().size(), 1U);
}

TEST_F(Stub, ManyQuestionsAtOnceKeepApart) {
  server.udp->reply_with(soa(5));
  start_servers();
  std::vector<std::optional<Answer>> answers(50);
  for (auto& answer : answers) asking.spawn(keep(question(), answer));
  run(end_with_the_asking());
  for (const auto& answer : answers) EXPECT_TRUE(answer && *answer);
  const auto& ports = server.udp->ports_seen();
  EXPECT_GT(std::set<std::uint16_t>(ports.begin(), ports.end()).size(), 40U);
}

}  // namespace
}  // namespace tocsin::resolve
