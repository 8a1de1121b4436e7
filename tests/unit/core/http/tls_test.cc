#include <gmock/gmock.h>
#include <openssl/ssl.h>

#include <boost/asio/connect.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl.hpp>

#include "tests/unit/core/http/test_authority.h"
#include "tests/unit/core/http/test_server.h"

namespace tocsin::http {
namespace {

using std::chrono::milliseconds;
using testing::AnyOf;
using testing::HasSubstr;

// A listener as for probes: our authority's client certificates only.
class MutualTls : public testing::Test {
 protected:
  MutualTls() : server_(server_options()) {}

  ServerOptions server_options() const {
    ServerOptions options;
    options.tls = TlsServerOptions{authority_.server(), authority_.ca_pem()};
    options.limits.handshake = milliseconds(500);
    return options;
  }

  TlsClientOptions trusting(std::optional<TlsIdentity> identity) const {
    return {"collector.test", authority_.ca_pem(), std::move(identity)};
  }

  Result<Response> who(TlsClientOptions tls) {
    Request request;
    request.target = "/who";
    return ask(client_of(server_, std::move(tls)), std::move(request));
  }

  void expect_refusals(TlsRefusal reason, std::uint64_t count) {
    EXPECT_TRUE(eventually([&] { return server_.counts().of(reason) == count; }))
        << name_of(reason);
    EXPECT_EQ(server_.counts().requests, 0u);
  }

  TestAuthority authority_;
  TestServer server_;
};

TEST_F(MutualTls, ShowsTheHandlerWhoIsThere) {
  const auto answer = who(trusting(authority_.probe("no-1")));
  ASSERT_TRUE(answer) << answer.error().text;
  EXPECT_EQ(text_of(*answer), "spiffe://collector.test/probe/no-1");
}

TEST_F(MutualTls, KeepsAConnectionForTheNextRequest) {
  boost::asio::io_context io;
  const auto client = *Client::create(io, client_of(server_, trusting(authority_.probe("no-1"))));
  Request request;
  request.method = "POST";
  request.target = "/echo";
  request.body = Bytes(200'000, 9);
  for (int i = 0; i < 3; ++i) EXPECT_EQ(ask(io, *client, request)->body, request.body);
  EXPECT_EQ(server_.counts().connections, 1u);
}

TEST_F(MutualTls, SeesNoUriWhereACertificateHasTwo) {
  const auto answer = who(trusting(authority_.issue({"URI:spiffe://a/b,URI:spiffe://a/c"})));
  ASSERT_TRUE(answer) << answer.error().text;
  EXPECT_EQ(text_of(*answer), "no uri");
}

TEST_F(MutualTls, RefusesAClientWithoutACertificateAndTheClientSaysWhy) {
  const auto answer = who(trusting(std::nullopt));
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().text, HasSubstr("certificate required"));
  expect_refusals(TlsRefusal::no_certificate, 1);
}

TEST_F(MutualTls, RefusesACertificateOfAnotherAuthority) {
  const auto answer = who(trusting(TestAuthority().probe("no-1")));
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().text, HasSubstr("alert"));
  expect_refusals(TlsRefusal::untrusted_certificate, 1);
}

TEST_F(MutualTls, RefusesACertificateForServersOnly) {
  EXPECT_FALSE(who(trusting(authority_.issue({"URI:spiffe://a/b", -60, 60, "serverAuth"}))));
  expect_refusals(TlsRefusal::untrusted_certificate, 1);
}

TEST_F(MutualTls, RefusesAnExpiredCertificate) {
  EXPECT_FALSE(who(trusting(authority_.issue({"URI:spiffe://a/b", -7200, -3600}))));
  expect_refusals(TlsRefusal::expired_certificate, 1);
}

TEST_F(MutualTls, RefusesTls12) {
  boost::asio::io_context io;
  boost::asio::ssl::context context(boost::asio::ssl::context::tls_client);
  SSL_CTX_set_max_proto_version(context.native_handle(), TLS1_2_VERSION);
  boost::asio::ssl::stream<boost::asio::ip::tcp::socket> stream(io, context);
  stream.next_layer().connect({boost::asio::ip::address_v4::loopback(), server_.port()});
  boost::system::error_code error;
  stream.handshake(boost::asio::ssl::stream_base::client, error);
  EXPECT_THAT(error.message(), HasSubstr("alert protocol version"));
  expect_refusals(TlsRefusal::old_protocol, 1);
}

TEST_F(MutualTls, RefusesPlainHttp) {
  RawConnection client(server_.port());
  client.send("GET /who HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(client.read_until_closed(), testing::Not(HasSubstr("HTTP")));
  expect_refusals(TlsRefusal::not_tls, 1);
}

TEST_F(MutualTls, RefusesGarbage) {
  RawConnection client(server_.port());
  client.send(std::string(600, '\xa5'));
  client.read_until_closed();
  expect_refusals(TlsRefusal::not_tls, 1);
}

TEST_F(MutualTls, ClosesAHandshakeThatStaysHalfDone) {
  RawConnection client(server_.port());
  client.send("\x16\x03\x01\x02");
  EXPECT_EQ(client.read_until_closed(), "");
  expect_refusals(TlsRefusal::too_slow, 1);
}

TEST_F(MutualTls, CountsAClientThatLeavesDuringTheHandshake) {
  RawConnection(server_.port()).send("\x16\x03\x01\x02");
  expect_refusals(TlsRefusal::closed, 1);
}

TEST_F(MutualTls, IsLeftByAClientThatExpectsAnotherName) {
  auto tls = trusting(authority_.probe("no-1"));
  tls.server_name = "other.test";
  const auto answer = who(tls);
  ASSERT_FALSE(answer);
  EXPECT_THAT(answer.error().text, HasSubstr("certificate verify failed"));
  expect_refusals(TlsRefusal::closed, 1);
}

TEST_F(MutualTls, IsLeftByAClientThatTrustsAnotherAuthority) {
  auto tls = trusting(authority_.probe("no-1"));
  tls.ca_pem = TestAuthority().ca_pem();
  EXPECT_FALSE(who(tls));
  expect_refusals(TlsRefusal::closed, 1);
}

TEST_F(MutualTls, LetsTheSenderOfALargeBodyReadWhy) {
  Request request;
  request.method = "POST";
  request.target = "/echo";
  request.body.resize(1'200'000);
  const auto answer = ask(client_of(server_, trusting(authority_.probe("no-1"))), request);
  ASSERT_TRUE(answer) << answer.error().text;
  EXPECT_EQ(answer->status, 413u);
}

TEST_F(MutualTls, StopsWithClientsConnectedAndHandshakesHalfDone) {
  boost::asio::io_context io;
  const auto client = *Client::create(io, client_of(server_, trusting(authority_.probe("no-1"))));
  ASSERT_TRUE(ask(io, *client, {}));
  RawConnection half(server_.port());
  half.send("\x16\x03\x01\x02");
  ASSERT_TRUE(eventually([&] { return server_.counts().open == 2; }));
  server_.stop();
  EXPECT_EQ(half.read_until_closed(), "");
  EXPECT_FALSE(ask(io, *client, {}));
}

TEST(OneSidedTls, AsksNobodyForACertificate) {
  const TestAuthority authority;
  ServerOptions options;
  options.tls = TlsServerOptions{authority.server(), std::nullopt};
  TestServer server(options);
  Request request;
  request.target = "/who";
  const TlsClientOptions tls{"collector.test", authority.ca_pem(), std::nullopt};
  const auto answer = ask(client_of(server, tls), request);
  ASSERT_TRUE(answer) << answer.error().text;
  EXPECT_EQ(text_of(*answer), "nobody");
}

TEST(TlsMaterial, ThatDoesNotLoadIsSaidSoBeforeListening) {
  const TestAuthority authority;
  auto identity = authority.server();
  identity.key_pem = authority.server().key_pem;
  boost::asio::io_context io;
  ServerOptions options;
  options.tls = TlsServerOptions{identity, std::nullopt};
  const auto server = Server::listen(io, options, {});
  ASSERT_FALSE(server);
  EXPECT_THAT(server.error().text, HasSubstr("cannot use the TLS key with its certificate"));
}

}  // namespace
}  // namespace tocsin::http
