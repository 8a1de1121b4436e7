// Asks resolvers as a user's stub resolver does: one question, each resolver in turn, again over
// TCP where the answer was truncated. What comes back is an answer, whatever its rcode, or a named
// reason why there is none: both are outcomes.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/dns/query.h"
#include "core/net/socket_address.h"
#include "core/net/task.h"

namespace tocsin::resolve {

struct StubAsk {
  std::vector<net::SocketAddress> resolvers;  // in the order in which they are asked
  // Id, RD and CD are the caller's to set. EDNS without options: c-ares may have to take it off.
  dns::QueryOptions query;
  Duration attempt = std::chrono::seconds(2);  // how long one resolver has before the next is asked
  int rounds = 2;                              // how often each is asked
  Duration timeout = std::chrono::seconds(10);  // of all that
};

enum class Failure : std::uint8_t {
  no_resolver,  // there was none to ask
  timeout,      // none answered in time, or nothing that they sent was an answer
  refused,      // nobody listens there, or no way leads there
  malformed,    // an answer to our question that is no DNS message, or not one to our query
  host,         // this host could not ask (no socket, no memory) or was kept from running
};

std::string_view name_of(Failure failure);

struct Resolution {
  Bytes reply;
  dns::Rcode rcode{};
  Duration took{};             // from the question to the answer, all attempts included
  std::uint32_t timeouts = 0;  // attempts that nobody answered before
};

struct Unresolved {
  Failure why = Failure::timeout;
  Duration took{};
};

using Answer = Result<Resolution, Unresolved>;

// The clock outlives it. Cancelling closes everything that it has opened.
net::Task<Answer> ask(StubAsk ask, const Clock& clock);

}  // namespace tocsin::resolve
