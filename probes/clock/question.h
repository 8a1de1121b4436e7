// One small question to one server over UDP, and what comes back before it is too late. Whoever
// asks says which reply is the one: a forger who is quick must not hide it.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <functional>
#include <optional>

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/net/socket_address.h"
#include "core/net/task.h"
#include "probes/engine/round_trip.h"

namespace tocsin::probe {

enum class Heed : std::uint8_t { listen_on, done };

struct Question {
  net::SocketAddress server;
  Bytes bytes;
  Duration timeout = std::chrono::seconds(2);
  // Looks at each datagram that comes from the server.
  std::function<Heed(ByteView)> hear;
};

enum class AskEnd : std::uint8_t {
  heard,         // `hear` said so
  silent,        // time is up, and nothing else is to be told
  wrong_source,  // time is up, and something came from elsewhere
  unreachable,   // refused, or no way there
};

struct Asked {
  AskEnd end = AskEnd::silent;
  std::optional<RoundTrip> trip;  // where heard
};

// The clock outlives it.
net::Task<Asked> ask(boost::asio::any_io_executor executor, const Clock& clock, Question question);

}  // namespace tocsin::probe
