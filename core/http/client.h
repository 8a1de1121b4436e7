// One HTTP/1.1 connection to one server, kept alive between requests. It connects to an address and
// checks a name: nothing here asks the DNS.
//
// One request at a time; the caller awaits an answer before it sends the next request. Runs on the
// one thread of its io_context.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/http/message.h"
#include "core/http/tls.h"

namespace tocsin::http {

struct ClientOptions {
  std::string address;  // numeric, IPv4 or IPv6
  std::uint16_t port = 0;
  std::optional<TlsClientOptions> tls;           // nothing: plain HTTP
  Duration connect = std::chrono::seconds(5);    // TCP and TLS together
  Duration exchange = std::chrono::seconds(15);  // from the first byte sent to the last received
  std::size_t body_bytes = 1024 * 1024;          // a longer response is an error
};

class Client {
 public:
  // Does not connect yet. Fails where the address is none or the TLS material does not load.
  static Result<std::unique_ptr<Client>> create(boost::asio::io_context& io, ClientOptions options);
  virtual ~Client() = default;

  // Names the server as it was configured, unless the request has a Host of its own.
  // The server's answer, whatever its status, or why there is none ("connect to [::1]:8443:
  // connection refused", "... alert certificate required"). A kept connection that the server has
  // closed in the meantime is opened again, once, and the request repeated: send only what may be
  // repeated.
  virtual boost::asio::awaitable<Result<Response>> send(Request request) = 0;

  // Ends what is under way, with an error for whoever awaits it. The next request connects again.
  virtual void close() = 0;
};

}  // namespace tocsin::http
