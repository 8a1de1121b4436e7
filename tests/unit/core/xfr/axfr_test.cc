// One transfer over TCP, and the same failing at each step.
#include "core/xfr/axfr.h"

#include <gtest/gtest.h>

#include <boost/asio/io_context.hpp>
#include <optional>

#include "core/net/task_group.h"
#include "tests/support/peers/tcp_peer.h"
#include "tests/unit/core/xfr/messages.h"

namespace tocsin::xfr {
namespace {

using namespace std::chrono_literals;

constexpr std::uint16_t id = 7;

class AxfrTest : public testing::Test {
 protected:
  Result<Bytes, Fault> fetch(AxfrAsk ask) {
    std::optional<Result<Bytes, Fault>> result;
    net::TaskGroup servers(io_.get_executor());
    net::TaskGroup clients(io_.get_executor());
    servers.spawn(server.serve());
    clients.spawn(keep(std::move(ask), result));
    while (!result) io_.run_one();
    servers.cancel();
    io_.run();
    return *result;
  }
  Result<Bytes, Fault> fetch() { return fetch(ask()); }

  AxfrAsk ask() {
    AxfrAsk ask;
    ask.server = server.address();
    ask.id = id;
    return ask;
  }

  FaultKind fault(AxfrAsk ask) {
    const auto result = fetch(std::move(ask));
    EXPECT_FALSE(result);
    return result ? FaultKind{} : result.error().kind;
  }

  boost::asio::io_context io_;
  test::TcpPeer server{io_.get_executor()};

 private:
  static net::Task<> keep(AxfrAsk ask, std::optional<Result<Bytes, Fault>>& result) {
    auto got = co_await axfr(std::move(ask));
    result = std::move(got);
  }
};

const Bytes first = message(id, {soa(1), ns("no.", "x.nic.no.")});
const Bytes last = message(id, {soa(1)});

TEST_F(AxfrTest, BringsTheRecordsOfAllMessages) {
  server.send(test::bytes(first)).send(test::bytes(last)).close();
  EXPECT_EQ(fetch().value(), joined({soa(1), ns("no.", "x.nic.no.")}));
}

TEST_F(AxfrTest, ThatEndsBeforeTheFinalSoaIsNoZone) {
  server.send(test::bytes(first)).close();
  EXPECT_EQ(fault(ask()), FaultKind::no_connection);
}

TEST_F(AxfrTest, ThatBreaksOffInsideAMessageIsNoZone) {
  server.send(test::bytes(first)).send_first(10, test::bytes(last)).reset();
  EXPECT_EQ(fault(ask()), FaultKind::no_connection);
}

TEST_F(AxfrTest, ThatStallsIsATimeout) {
  server.send(test::bytes(first)).hold();
  auto impatient = ask();
  impatient.message = 50ms;
  EXPECT_EQ(fault(impatient), FaultKind::timeout);
}

TEST_F(AxfrTest, ThatDripsIsBoundedAsAWhole) {
  for (int i = 0; i < 100; ++i) server.drip(1ms, test::bytes(first));
  auto impatient = ask();
  impatient.whole = 100ms;
  EXPECT_EQ(fault(impatient), FaultKind::timeout);
}

TEST_F(AxfrTest, ThatIsRefusedSaysSo) {
  server.send(test::bytes(message(id, {}, WithQuestion::yes, 0x8405))).close();
  EXPECT_EQ(fault(ask()), FaultKind::refused);
}

TEST_F(AxfrTest, OfAnotherIdIsNotOurs) {
  server.send(test::bytes(message(8, {soa(1), soa(1)}))).close();
  EXPECT_EQ(fault(ask()), FaultKind::mismatched);
}

TEST_F(AxfrTest, ToAPortWhereNobodyListensIsNoConnection) {
  auto nobody = ask();
  {
    const test::TcpPeer gone(io_.get_executor());
    nobody.server = gone.address();
  }
  EXPECT_EQ(fault(nobody), FaultKind::no_connection);
}

}  // namespace
}  // namespace tocsin::xfr
