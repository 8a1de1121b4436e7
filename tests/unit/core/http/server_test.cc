#include "core/http/server.h"

#include <gmock/gmock.h>

#include <deque>

#include "tests/unit/core/http/test_server.h"

namespace tocsin::http {
namespace {

using std::chrono::milliseconds;
using testing::HasSubstr;
using testing::StartsWith;

ServerOptions impatient() {
  ServerOptions options;
  options.limits.request = milliseconds(150);
  options.limits.idle = milliseconds(150);
  return options;
}

TEST(Server, AnswersARequest) {
  TestServer server;
  RawConnection client(server.port());
  client.send("GET /hello HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const auto answer = client.read_until_closed();
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 200 OK\r\n"));
  EXPECT_THAT(answer, testing::EndsWith("\r\n\r\nhello"));
}

TEST(Server, KeepsAConnectionForTheNextRequest) {
  TestServer server;
  RawConnection client(server.port());
  for (int i = 0; i < 3; ++i) {
    client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nabc");
    EXPECT_THAT(client.read_answer(), testing::EndsWith("abc"));
  }
  EXPECT_EQ(server.counts().connections, 1u);
  EXPECT_EQ(server.counts().requests, 3u);
}

TEST(Server, AnswersPipelinedRequestsInOrder) {
  TestServer server;
  RawConnection client(server.port());
  client.send(
      "GET /hello HTTP/1.1\r\nHost: x\r\n\r\n"
      "GET /who HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  const auto answers = client.read_until_closed();
  EXPECT_LT(answers.find("hello"), answers.find("nobody"));
}

TEST(Server, SaysWhichMethodsAPathHas) {
  TestServer server;
  RawConnection client(server.port());
  client.send("DELETE /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  const auto answer = client.read_answer();
  EXPECT_THAT(answer, StartsWith("HTTP/1.1 405 "));
  EXPECT_THAT(answer, HasSubstr("Allow: GET\r\n"));
}

TEST(Server, AnswersGarbageWithAProblemAndCloses) {
  TestServer server;
  RawConnection client(server.port());
  client.send("\x16\x03\x01 this is not HTTP\r\n\r\n");
  EXPECT_THAT(client.read_until_closed(), HasSubstr("urn:tocsin:problem:malformed-request"));
  EXPECT_EQ(server.counts().of(RequestRefusal::malformed), 1u);
}

TEST(Server, RefusesAHeaderThatDoesNotEnd) {
  TestServer server;
  RawConnection client(server.port());
  client.send("GET /hello HTTP/1.1\r\nX: " + std::string(20'000, 'x'));
  EXPECT_THAT(client.read_until_closed(), StartsWith("HTTP/1.1 431 "));
  EXPECT_EQ(server.counts().of(RequestRefusal::header_too_large), 1u);
}

TEST(Server, RefusesALargeBodyOnItsAnnouncement) {
  TestServer server;
  RawConnection client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 1048577\r\n\r\n");
  EXPECT_THAT(client.read_answer(), StartsWith("HTTP/1.1 413 "));
  EXPECT_EQ(server.counts().of(RequestRefusal::body_too_large), 1u);
}

TEST(Server, LetsTheSenderOfALargeBodyReadWhy) {
  TestServer server;
  Request request;
  request.method = "POST";
  request.target = "/echo";
  request.body.resize(1'200'000);
  const auto answer = ask(client_of(server), request);
  ASSERT_TRUE(answer) << answer.error().text;
  EXPECT_EQ(answer->status, 413u);
}

TEST(Server, TakesABodyAsLargeAsItsLimit) {
  ServerOptions options;
  options.limits.body_bytes = 100'000;
  TestServer server(options);
  Request request;
  request.method = "POST";
  request.target = "/echo";
  request.body.resize(100'000, 7);
  const auto answer = ask(client_of(server), request);
  ASSERT_TRUE(answer) << answer.error().text;
  EXPECT_EQ(answer->body, request.body);
}

TEST(Server, WantsALengthBeforeABody) {
  TestServer server;
  RawConnection client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n");
  EXPECT_THAT(client.read_until_closed(), StartsWith("HTTP/1.1 411 "));
  EXPECT_EQ(server.counts().of(RequestRefusal::no_length), 1u);
}

TEST(Server, ClosesOnARequestThatIsOnlyHalfSent) {
  TestServer server(impatient());
  RawConnection client(server.port());
  client.send("POST /echo HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\nabc");
  EXPECT_EQ(client.read_until_closed(), "");
  EXPECT_EQ(server.counts().of(RequestRefusal::too_slow), 1u);
}

TEST(Server, GivesADrippingRequestNoMoreTimeThanAnyOther) {
  TestServer server(impatient());
  RawConnection client(server.port());
  client.send("GET /hello HTTP/1.1\r\nX: ");
  EXPECT_TRUE(eventually([&] { return !client.send("x"); }));
  EXPECT_EQ(server.counts().of(RequestRefusal::too_slow), 1u);
}

TEST(Server, ClosesAnIdleConnectionWithoutCallingItARefusal) {
  TestServer server(impatient());
  RawConnection client(server.port());
  EXPECT_EQ(client.read_until_closed(), "");
  EXPECT_TRUE(eventually([&] { return server.counts().open == 0; }));
  EXPECT_EQ(server.counts().request_refusals, ServerCounts().request_refusals);
}

TEST(Server, CountsAClientThatLeavesInTheMiddle) {
  TestServer server;
  RawConnection client(server.port());
  client.send("GET /hello HTTP/1.1\r\nHost");
  client.close();
  EXPECT_TRUE(eventually([&] { return server.counts().of(RequestRefusal::abandoned) == 1; }));
}

TEST(Server, ClosesConnectionsBeyondItsLimitAndCountsThem) {
  ServerOptions options;
  options.limits.connections = 3;
  TestServer server(options);
  std::deque<RawConnection> within;
  for (int i = 0; i < 3; ++i) within.emplace_back(server.port());
  ASSERT_TRUE(eventually([&] { return server.counts().open == 3; }));
  RawConnection beyond(server.port());
  EXPECT_EQ(beyond.read_until_closed(), "");
  EXPECT_EQ(server.counts().of(RequestRefusal::too_many_connections), 1u);
  within[0].send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(within[0].read_answer(), HasSubstr("hello"));
}

TEST(Server, ServesManyConnectionsAtOnce) {
  TestServer server;
  std::deque<RawConnection> clients;
  for (int i = 0; i < 200; ++i) clients.emplace_back(server.port());
  for (auto& client : clients) client.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  for (auto& client : clients) EXPECT_THAT(client.read_answer(), HasSubstr("hello"));
  EXPECT_EQ(server.counts().requests, 200u);
}

TEST(Server, OutlivesAHandlerThatThrows) {
  TestServer server;
  RawConnection first(server.port());
  first.send("GET /throw HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_EQ(first.read_until_closed(), "");
  RawConnection second(server.port());
  second.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(second.read_answer(), HasSubstr("hello"));
  EXPECT_EQ(server.counts().of(RequestRefusal::failed), 1u);
}

TEST(Server, StopsByClosingWhatIsIdleOrHalfSent) {
  TestServer server;
  RawConnection idle(server.port());
  RawConnection half(server.port());
  half.send("GET /hel");
  ASSERT_TRUE(eventually([&] { return server.counts().open == 2; }));
  server.stop();
  EXPECT_EQ(idle.read_until_closed(), "");
  EXPECT_EQ(half.read_until_closed(), "");
}

TEST(Server, AnswersOnStopWhatItIsHandling) {
  TestServer server;
  RawConnection client(server.port());
  client.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(eventually([&] { return server.counts().requests == 1; }));
  server.ask_to_stop();
  server.release();
  EXPECT_THAT(client.read_until_closed(), HasSubstr("waited"));
}

TEST(Server, CutsOffOnStopWhatOutlastsItsGrace) {
  ServerOptions options;
  options.limits.grace = milliseconds(50);
  TestServer server(options);
  RawConnection client(server.port());
  client.send("GET /wait HTTP/1.1\r\nHost: x\r\n\r\n");
  ASSERT_TRUE(eventually([&] { return server.counts().requests == 1; }));
  server.ask_to_stop();
  EXPECT_EQ(client.read_until_closed(), "");
}

TEST(Server, ListensOnEveryAddressOfBothFamilies) {
  ServerOptions options;
  options.address = "::";
  TestServer server(options);
  RawConnection client(server.port());
  client.send("GET /hello HTTP/1.1\r\nHost: x\r\n\r\n");
  EXPECT_THAT(client.read_answer(), HasSubstr("hello"));
}

TEST(Server, SaysWhereItCannotListen) {
  boost::asio::io_context io;
  ServerOptions options;
  options.address = "collector.example";
  const auto server = Server::listen(io, options, {});
  ASSERT_FALSE(server);
  EXPECT_EQ(server.error().text, "listen on collector.example port 0: not a numeric address");
}

}  // namespace
}  // namespace tocsin::http
