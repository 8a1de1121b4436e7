// One HTTP/1.1 listener: plain, or TLS 1.3 with or without required client certificates. All of it
// runs on the one thread of its io_context; nothing here blocks.
//
// Whoever connects is untrusted: every size, time and number below is bounded, and reaching a bound
// is counted (refusal.h). A request is read whole before its handler is called.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/http/refusal.h"
#include "core/http/router.h"
#include "core/http/tls.h"

namespace tocsin::http {

struct ServerLimits {
  std::size_t connections = 512;  // more are closed at once
  std::size_t header_bytes = 8 * 1024;
  std::size_t body_bytes = 1024 * 1024;
  Duration handshake = std::chrono::seconds(5);
  Duration idle = std::chrono::seconds(60);     // between requests
  Duration request = std::chrono::seconds(10);  // from its first byte to its last
  Duration reply = std::chrono::seconds(10);    // writing it
  Duration grace = std::chrono::seconds(2);     // on stop, for handlers that run
};

struct ServerOptions {
  std::string address = "127.0.0.1";  // numeric; "::" is every address, IPv4 too
  std::uint16_t port = 0;             // 0: any free one
  std::optional<TlsServerOptions> tls;
  ServerLimits limits;
};

class Server {
 public:
  // Listens from here on. Fails where the address cannot be bound or the TLS material does not
  // load.
  static Result<std::unique_ptr<Server>> listen(boost::asio::io_context& io,
                                                ServerOptions options,
                                                Router router);
  virtual ~Server() = default;

  // Accepts and serves until stop() is called, then returns when every connection is closed: idle
  // ones at once, a request that is being handled after its answer or after `grace`.
  virtual boost::asio::awaitable<void> run() = 0;
  virtual void stop() = 0;  // may be called more than once, from the io_context's thread

  virtual std::uint16_t port() const = 0;
  virtual const ServerCounts& counts() const = 0;
};

}  // namespace tocsin::http
