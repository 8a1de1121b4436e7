// The way to a name server as the DNS queries themselves found it: one query after the other with a
// rising hop limit, all from one address and port to one, so that every router that spreads load by
// flow sends them the same way. What is read from it is decided here; probes/engine/trace.h moves
// the bytes. Pure.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/time.h"
#include "core/plan/target.h"

namespace tocsin::probe {

// How a hop answered a query that it did not let pass, or that was for it.
enum class HopAnswer : std::uint8_t {
  silent,       // nothing came in time
  expired,      // ICMP: the hop limit was used up here (type 11; ICMPv6 type 3)
  unreachable,  // ICMP: no way on, or it is not allowed
  refused,      // ICMP: the host is there, nobody listens at the port
  answered,     // a DNS reply to this query, from the server's address
};

std::string_view name_of(HopAnswer answer);

// ICMP about one query.
struct HopNotice {
  HopAnswer what = HopAnswer::expired;
  std::optional<plan::Address> from;  // nothing where it is withheld, or our own host said it
  Duration rtt{};
};

// The DNS reply to one query.
struct HopReply {
  Duration rtt{};
  std::optional<std::uint8_t> hop_limit;  // that it arrived with
};

// One query. It may bring a notice and a reply: no honest path does that.
struct HopProbe {
  std::uint16_t id = 0;
  std::optional<HopNotice> notice;
  std::optional<HopReply> reply;

  HopAnswer answer() const;
};

struct Hop {
  std::uint8_t hop_limit = 0;  // how many routers its queries might pass
  std::vector<HopProbe> probes;
};

enum class TraceEnd : std::uint8_t {
  answered,     // a reply that no router contradicts
  unreachable,  // or refused
  silent,       // so many hops in a row said nothing
  hops,         // the limit of hops was reached
};

std::string_view name_of(TraceEnd end);

struct Trace {
  plan::Address server;
  std::uint16_t source_port = 0;
  std::vector<Hop> hops;
  TraceEnd end = TraceEnd::hops;
};

struct TraceLimits {
  std::uint8_t hops_max = 30;
  std::uint8_t silent_max = 5;  // hops in a row
};

// Whether these hops are enough, and why; nothing: go on with the next.
std::optional<TraceEnd> end_of(const std::vector<Hop>& hops, TraceLimits limits);

// How many hops away the answer came from: the lowest hop limit that brought one.
std::optional<std::uint8_t> distance(const Trace& trace);

// Reasons to believe that not the server answered, but somebody before it.
struct RouteSigns {
  // One and the same query was answered and had expired on its way.
  bool answered_and_expired = false;
  // The answer came from nearer than the server by so many hops that a changed route is no excuse.
  bool nearer_than_server = false;

  bool any() const { return answered_and_expired || nearer_than_server; }
};

// Routes change by a hop or two.
inline constexpr int hops_nearer = 3;

// `server_distance`: from earlier traces that showed no sign; nothing where it is not known.
RouteSigns signs_of(const Trace& trace, std::optional<std::uint8_t> server_distance);

// The hops that are inside the own network never leave the probe in clear: the first hop, and those
// behind it as long as their addresses are private (RFC 1918, 4193, 6598, link-local).
struct PublicTrace {
  Trace trace;     // without these addresses
  Bytes withheld;  // the addresses, 17 octets each (family, then 16): what a commitment is made to
};

PublicTrace withhold_first_hops(Trace trace);

}  // namespace tocsin::probe
