// One accepted connection: handshake, then requests until either side has had enough. Private to
// this folder.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <list>

#include "core/http/server.h"

namespace tocsin::http {

// What a stopping server needs to know of a session.
struct OpenSession {
  boost::asio::ip::tcp::socket* socket = nullptr;
  enum class State { waiting, handling } state = State::waiting;
};
using OpenSessions = std::list<OpenSession>;

// What all sessions of a server share; the server outlives them.
struct SessionContext {
  const ServerLimits& limits;
  const Router& router;
  ServerCounts& counts;
  boost::asio::ssl::context* tls;  // null for a plain listener
  OpenSessions& sessions;
  const bool& stopping;
};

// Returns when the connection is closed. Never throws.
boost::asio::awaitable<void> run_session(boost::asio::ip::tcp::socket socket,
                                         SessionContext& context);

}  // namespace tocsin::http
