// A server that runs on a thread of its own, and a client that may misbehave.
#pragma once

#include <boost/asio/io_context.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <thread>

#include "core/http/client.h"
#include "core/http/server.h"
#include "tests/support/wait/eventually.h"

namespace tocsin::http {

// GET /hello says "hello"; POST /echo returns the body; GET /who says the peer's URI; GET /wait
// answers when the server's `release` is called; GET /throw throws.
class TestServer {
 public:
  explicit TestServer(ServerOptions options = {});
  ~TestServer() { stop(); }

  std::uint16_t port() const { return server_->port(); }
  ServerCounts counts();
  void release();
  void ask_to_stop();  // returns at once
  void stop();         // returns when every connection is closed

 private:
  boost::asio::awaitable<Response> wait(Request request);

  boost::asio::io_context io_;
  std::unique_ptr<Server> server_;
  bool released_ = false;
  std::thread thread_;
};

// A TCP connection by hand. Reads give up after ten seconds.
class RawConnection {
 public:
  explicit RawConnection(std::uint16_t port);
  ~RawConnection() { close(); }
  RawConnection(const RawConnection&) = delete;
  RawConnection& operator=(const RawConnection&) = delete;

  bool send(std::string_view text);  // false once the other end has reset
  std::string read_until_closed();
  std::string read_answer();  // a header and as much body as it says
  void close();

 private:
  std::string read_some();

  int socket_ = -1;
};

ClientOptions client_of(const TestServer& server, std::optional<TlsClientOptions> tls = {});

// Runs `io` until this one answer is there.
Result<Response> ask(boost::asio::io_context& io, Client& client, Request request);
// The same with a client for this one request.
Result<Response> ask(ClientOptions options, Request request);

std::string text_of(const Response& response);

using test::eventually;

}  // namespace tocsin::http
