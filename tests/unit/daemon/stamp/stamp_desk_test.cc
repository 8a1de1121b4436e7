// Authorities on loopback, honest ones and others, on the loop of the desk that asks them.
#include "daemon/stamp/stamp_desk.h"

#include <gmock/gmock.h>

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>

#include "core/crypto/sha256.h"
#include "core/entry/logged_time_stamp.h"
#include "core/http/server.h"
#include "core/system/clock.h"
#include "core/system/entropy.h"
#include "tests/support/stamp/made_up_authority.h"

namespace tocsin::collector {
namespace {

using namespace std::chrono_literals;
using crypto::MadeUpAuthority;
using testing::ElementsAre;
using testing::IsEmpty;
namespace asio = boost::asio;
using tcp = asio::ip::tcp;

constexpr auto reply_type = "application/timestamp-reply";
constexpr StampDesk::Pace at_once{.every = 0s, .first_after = 0s};
constexpr StampDesk::Pace once{.every = 1h, .first_after = 0s};

struct Stamping : testing::Test {
  using Answer = std::function<http::Response(const http::Request&)>;

  // Listens until the end of the test.
  AuthorityPlace authority_at(Answer answer) {
    http::Router router;
    router.add_direct("POST", "/tsr", [this, answer](const http::Request& request) {
      ++asked;
      last_request = request;
      return answer(request);
    });
    servers.push_back(http::Server::listen(io, {}, std::move(router)).value());
    asio::co_spawn(io, servers.back()->run(), [](std::exception_ptr) {});
    return place_at(servers.back()->port());
  }
  AuthorityPlace place_at(std::uint16_t port) const {
    AuthorityPlace place;
    place.name = "tsa";
    place.at.address = "127.0.0.1";
    place.at.port = port;
    place.at.exchange = 300ms;
    place.at.body_bytes = crypto::timestamp_bytes_max;
    place.path = "/tsr";
    place.certificates = {authority.root()};
    return place;
  }
  Answer honest() {
    return [this](const http::Request& request) {
      return http::reply(200, reply_type, authority.answer(request.body));
    };
  }
  static Answer says(Bytes bytes) {
    return [bytes](const http::Request&) { return http::reply(200, reply_type, bytes); };
  }
  Answer stamps_wrongly(std::function<void(crypto::StampWish&)> edit) {
    return [this, edit](const http::Request& request) {
      auto wish = crypto::asked_in(request.body);
      edit(wish);
      return http::reply(200, reply_type, crypto::granted(authority.token(wish)));
    };
  }

  void open(StampDesk::Pace pace) {
    AuthorityLane::Log log = [this](entry::Kind kind, Bytes body) {
      return this->log(kind, std::move(body));
    };
    desk = std::make_unique<StampDesk>(StampDesk::World{io, clock, entropy, log}, pace);
  }
  void open_with(AuthorityPlace place, StampDesk::Pace pace = once) {
    open(pace);
    ASSERT_TRUE(desk->add(std::move(place)));
  }

  net::Task<std::optional<std::uint64_t>> log(entry::Kind kind, Bytes body) {
    EXPECT_EQ(kind, entry::Kind::time_stamp);
    if (!log_works) co_return std::nullopt;
    entries.push_back(std::move(body));
    co_return 100 + entries.size();
  }

  // Until it holds, which a healthy machine makes it do; or for a moment.
  void run_until(const std::function<bool()>& holds, Duration patience = 20s) {
    net::TaskGroup group(io.get_executor());
    desk->start(group);
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (!holds() && std::chrono::steady_clock::now() < deadline) io.run_one_for(10ms);
    group.cancel();
    while (group.size() > 0) io.run_one();
  }
  void run_for_a_moment() {
    run_until([] { return false; }, 50ms);
  }

  std::uint64_t count(const std::string& name) const { return desk->lanes()[0]->counts().at(name); }
  // Everything but what this says is zero.
  void expect_failed_by(const std::string& name) {
    desk->recorded(7, as_bytes("a note"));
    run_until([&] { return count(name) > 0; });
    EXPECT_GT(count(name), 0U) << name;
    for (const auto& [other, times] : desk->lanes()[0]->counts()) {
      if (other == name) continue;
      EXPECT_EQ(times, 0U) << other << " where " << name << " was meant";
    }
    EXPECT_THAT(entries, IsEmpty());
    EXPECT_FALSE(desk->lanes()[0]->newest());
  }
  std::vector<std::uint64_t> stamped() const {
    std::vector<std::uint64_t> indexes;
    for (const auto& body : entries) indexes.push_back(entry::decode_time_stamp(body)->checkpoint);
    return indexes;
  }

  asio::io_context io;
  asio::executor_work_guard<asio::io_context::executor_type> work{io.get_executor()};
  system::SystemClock clock;
  system::SystemEntropy entropy;
  MadeUpAuthority authority{"tsa.example"};
  std::vector<std::unique_ptr<http::Server>> servers;
  std::unique_ptr<StampDesk> desk;
  std::vector<Bytes> entries;
  http::Request last_request;
  int asked = 0;
  bool log_works = true;
};

TEST_F(Stamping, PutsATokenOfTheCheckpointIntoTheLog) {
  auto place = authority_at(honest());
  place.host = "tsa.example";
  open_with(std::move(place));
  desk->recorded(7, as_bytes("a note"));
  run_until([&] { return !entries.empty(); });
  ASSERT_EQ(entries.size(), 1U);
  const auto logged = entry::decode_time_stamp(entries[0]);
  ASSERT_TRUE(logged);
  EXPECT_EQ(logged->checkpoint, 7U);
  const std::vector<Bytes> trusted{authority.root()};
  const auto of_it = crypto::sha256(as_bytes("a note"));
  EXPECT_TRUE(crypto::open_timestamp(logged->token, {.imprint = of_it}, trusted));
  EXPECT_EQ(count("logged"), 1U);
  EXPECT_EQ(desk->lanes()[0]->newest(), crypto::stamped_at);
  EXPECT_EQ(last_request.headers.find("Content-Type"), "application/timestamp-query");
  EXPECT_EQ(last_request.headers.find("Host"), "tsa.example");
}

TEST_F(Stamping, LeavesAloneWhatIsNotDueYet) {
  open_with(authority_at(honest()));
  desk->recorded(7, as_bytes("a note"));
  run_until([&] { return !entries.empty(); });
  desk->recorded(9, as_bytes("another"));
  run_for_a_moment();
  EXPECT_THAT(stamped(), ElementsAre(7));
}

TEST_F(Stamping, TakesTheNewestThatIsDueAndEachOnce) {
  open_with(authority_at(honest()), at_once);
  desk->recorded(7, as_bytes("a note"));
  desk->recorded(9, as_bytes("another"));
  run_until([&] { return !entries.empty(); });
  run_for_a_moment();
  EXPECT_THAT(stamped(), ElementsAre(9));
  desk->recorded(12, as_bytes("a third"));
  run_until([&] { return entries.size() == 2; });
  EXPECT_THAT(stamped(), ElementsAre(9, 12));
}

TEST_F(Stamping, AsksNobodyRightAfterAStart) {
  open_with(authority_at(honest()), {.every = 0s, .first_after = 1h});
  desk->recorded(7, as_bytes("a note"));
  run_for_a_moment();
  EXPECT_EQ(asked, 0);
}

// One that never answers is asked at its own pace, and holds up nobody.
TEST_F(Stamping, EachAuthorityStampsTheSame) {
  MadeUpAuthority other("tsa.other.example");
  open(once);
  tcp::acceptor deaf(io, {asio::ip::address_v4::loopback(), 0});
  ASSERT_TRUE(desk->add(place_at(deaf.local_endpoint().port())));
  ASSERT_TRUE(desk->add(authority_at(honest())));
  auto place = authority_at([&](const http::Request& request) {
    return http::reply(200, reply_type, other.answer(request.body));
  });
  place.certificates = {other.root()};
  ASSERT_TRUE(desk->add(std::move(place)));
  desk->recorded(7, as_bytes("a note"));
  run_until([&] { return entries.size() == 2; });
  EXPECT_THAT(stamped(), ElementsAre(7, 7));
}

TEST_F(Stamping, AsksAgainWhereItGotNone) {
  int answers = 0;
  open_with(authority_at([&](const http::Request& request) {
    return ++answers < 3 ? http::reply(500, "text/plain", "busy") : honest()(request);
  }));
  desk->recorded(7, as_bytes("a note"));
  run_until([&] { return !entries.empty(); });
  EXPECT_THAT(stamped(), ElementsAre(7));
  EXPECT_EQ(count("wrong_answer"), 2U);
  EXPECT_EQ(count("logged"), 1U);
}

TEST_F(Stamping, AnErrorIsNoToken) {
  open_with(authority_at([&](const http::Request& request) {
    return http::reply(500, reply_type, authority.answer(request.body));
  }));
  expect_failed_by("wrong_answer");
}

TEST_F(Stamping, APageIsNoToken) {
  open_with(authority_at([&](const http::Request& request) {
    return http::reply(200, "text/html", authority.answer(request.body));
  }));
  expect_failed_by("wrong_answer");
}

TEST_F(Stamping, RubbishIsNoToken) {
  open_with(authority_at(says({1, 2, 3})));
  expect_failed_by("malformed");
}

TEST_F(Stamping, ARefusalIsNoToken) {
  open_with(authority_at(says(crypto::refused(2))));
  expect_failed_by("refused");
}

TEST_F(Stamping, ATokenOfOtherBytesIsNone) {
  open_with(authority_at(stamps_wrongly([](auto& wish) { wish.imprint[0] ^= 1; })));
  expect_failed_by("wrong_imprint");
}

TEST_F(Stamping, ATokenForSomebodyElseIsNone) {
  open_with(authority_at(stamps_wrongly([](auto& wish) { *wish.nonce ^= 1; })));
  expect_failed_by("wrong_nonce");
}

TEST_F(Stamping, ATokenByAnybodyElseIsNone) {
  auto place = authority_at(honest());
  place.certificates = {MadeUpAuthority("tsa.example").root()};
  open_with(std::move(place));
  expect_failed_by("untrusted");
}

TEST_F(Stamping, WhatIsTooLongIsNotRead) {
  open_with(authority_at(says(Bytes(crypto::timestamp_bytes_max + 1))));
  expect_failed_by("no_answer");
}

TEST_F(Stamping, NobodyIsWaitedForLong) {
  tcp::acceptor deaf(io, {asio::ip::address_v4::loopback(), 0});
  open_with(place_at(deaf.local_endpoint().port()));
  expect_failed_by("no_answer");
}

TEST_F(Stamping, WhereNobodyListensThereIsNone) {
  tcp::acceptor gone(io, {asio::ip::address_v4::loopback(), 0});
  const auto port = gone.local_endpoint().port();
  gone.close();
  open_with(place_at(port));
  expect_failed_by("no_answer");
}

// Answers each connection with a body that never ends, as fast or as slowly as it is told.
net::Task<> talk_for_ever(tcp::acceptor& acceptor, Duration pause) {
  const std::string head =
      "HTTP/1.1 200 OK\r\nContent-Type: application/timestamp-reply\r\n"
      "Transfer-Encoding: chunked\r\n\r\n";
  const std::string chunk = "1\r\n0\r\n";
  for (;;) {
    auto peer = co_await acceptor.async_accept(asio::use_awaitable);
    asio::steady_timer timer(acceptor.get_executor());
    const auto how = asio::as_tuple(asio::use_awaitable);
    auto sent = co_await asio::async_write(peer, asio::buffer(head), how);
    while (!std::get<0>(sent)) {
      timer.expires_after(pause);
      co_await timer.async_wait(how);
      sent = co_await asio::async_write(peer, asio::buffer(chunk), how);
    }
  }
}

TEST_F(Stamping, WhatNeverEndsIsGivenUp) {
  for (const auto pause : {Duration(0), Duration(20ms)}) {
    tcp::acceptor acceptor(io, {asio::ip::address_v4::loopback(), 0});
    net::TaskGroup peer(io.get_executor());
    peer.spawn(talk_for_ever(acceptor, pause));
    open_with(place_at(acceptor.local_endpoint().port()));
    expect_failed_by("no_answer");
    peer.cancel();
    while (peer.size() > 0) io.run_one();
  }
}

TEST_F(Stamping, ALogThatTakesNothingIsTriedAgain) {
  log_works = false;
  open_with(authority_at(honest()));
  expect_failed_by("not_logged");
  log_works = true;
  run_until([&] { return !entries.empty(); });
  EXPECT_THAT(stamped(), ElementsAre(7));
}

TEST_F(Stamping, AnAddressThatIsNoneIsRefused) {
  open(once);
  auto place = place_at(1);
  place.at.address = "tsa.example";
  EXPECT_FALSE(desk->add(std::move(place)));
}

}  // namespace
}  // namespace tocsin::collector
