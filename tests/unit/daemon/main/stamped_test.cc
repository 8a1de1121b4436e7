// A collector whose log a witness cosigns and an authority stamps.
#include <gtest/gtest.h>

#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <thread>

#include "core/crypto/sha256.h"
#include "core/entry/logged_time_stamp.h"
#include "core/http/server.h"
#include "core/tlog/entry_bundle.h"
#include "core/tlog/note_check.h"
#include "daemon/main/stamping.h"
#include "tests/support/stamp/made_up_authority.h"
#include "tests/support/wait/eventually.h"
#include "tests/unit/daemon/main/probe_client.h"
#include "tests/unit/daemon/main/running_collector.h"

namespace tocsin::collector {
namespace {

// An authority on loopback, on a thread of its own.
struct AuthorityPeer {
  crypto::MadeUpAuthority tsa{"tsa.example"};
  boost::asio::io_context io;
  std::unique_ptr<http::Server> server;
  std::thread thread;

  AuthorityPeer() {
    http::Router router;
    router.add_direct("POST", "/", [this](const http::Request& request) {
      return http::reply(200, "application/timestamp-reply", tsa.answer(request.body));
    });
    server = http::Server::listen(io, {}, std::move(router)).value();
    boost::asio::co_spawn(io, server->run(), [](std::exception_ptr) {});
    thread = std::thread([this] { io.run(); });
  }
  ~AuthorityPeer() {
    boost::asio::post(io, [this] { server->stop(); });
    thread.join();
  }
  config::TimeAuthority place() const {
    return {.name = "tsa",
            .address = {.family = plan::Family::v4, .bytes = {127, 0, 0, 1}},
            .port = server->port()};
  }
};

// What a collector announces, an enrolment, and what the checkpoint of these brings.
TEST(ACollectorThatIsStamped, HasATokenOfWhatItRecordsInItsLog) {
  const AuthorityPeer authority;
  const auto key = crypto::SigningKey::from_seed({77});
  const std::string name = "cert.example/witness";
  RunningCollector collector;
  collector.witness(
      tlog::to_text(tlog::verifier_key(name, tlog::Algorithm::cosignature_v1, key.public_key())));
  collector.have_stamped(authority.place(), authority.tsa.root_pem());
  collector.start();
  const std::string logged = "tocsin_time_stamps_total{authority=\"tsa\",result=\"logged\"}";
  EXPECT_EQ(collector.metric(logged), "0");
  ProbeClient probe("no-1", 1);
  const auto token = collector.token("no-1");
  ASSERT_TRUE(probe.enrol(token, collector.ports().enrolment, collector.ca_pem()));
  ASSERT_TRUE(test::eventually([&] {
    const auto candidate = collector.look_up("/log/candidate");
    auto note = tlog::parse_note(as_text(candidate.body));
    if (!note) return false;
    const auto now = system::SystemClock().wall();
    note->signatures.push_back(tlog::cosign_note(name, key, note->text, now));
    collector.ask_public("POST", "/log/cosignature", tlog::encode(*note));
    return collector.metric(logged) == "1";
  }));
  ASSERT_TRUE(test::eventually(
      [&] { return collector.look_up("/log/tile/entries/000.p/4").status == 200; }));
  const auto file = collector.look_up("/log/tile/entries/000.p/4");
  const auto bundle = tlog::decode_bundle(file.body);
  const auto recorded = entry::decode(bundle->at(2));
  const auto stamp = entry::decode(bundle->at(3));
  ASSERT_EQ(stamp->kind, entry::Kind::time_stamp);
  const auto stamped = entry::decode_time_stamp(stamp->body);
  EXPECT_EQ(stamped->checkpoint, 2U);
  const std::vector<Bytes> trusted{authority.tsa.root()};
  const crypto::TimestampWish of_it{.imprint = crypto::sha256(recorded->body)};
  EXPECT_TRUE(crypto::open_timestamp(stamped->token, of_it, trusted));
  EXPECT_NE(collector.metric("tocsin_time_stamp_newest_timestamp_seconds{authority=\"tsa\"}"), "");
}

TEST(ACollectorThatIsStamped, NeedsTheCertificates) {
  RunningCollector collector;
  config::TimeAuthority authority = AuthorityPeer().place();
  collector.have_stamped(authority, "no certificate");
  authority.certificates = "/tsa.pem";
  const auto none = certificates_of(collector.disk(), authority);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().text, "/tsa.pem: not certificates in PEM");
  authority.certificates = "/none.pem";
  EXPECT_FALSE(certificates_of(collector.disk(), authority));
}

}  // namespace
}  // namespace tocsin::collector
