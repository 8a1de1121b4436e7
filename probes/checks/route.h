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
#include "core/record/observation.h"
#include "core/record/trace.h"

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
  std::optional<plan::Address> from;  // nothing where our own host said it
  Duration rtt{};
  std::uint8_t type = 0;  // of the ICMP message; zero where our own host said it
  std::uint8_t code = 0;
  // It quotes the query's id. RFC 792 asks for no more than the UDP header: what quotes none is
  // taken to be about this query, and may be a late one about an earlier hop.
  bool names_query = true;
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

  // Evidence is only a notice that names the query: any other gives way to an answer.
  void hear(const HopReply& heard);
};

struct Hop {
  std::uint8_t hop_limit = 0;  // how many routers its queries might pass
  std::vector<HopProbe> probes;
};

using record::TraceEnd;

// The reply that came first.
struct TraceAnswer {
  record::Heard heard;
  HopReply reply;
};

struct Trace {
  plan::Address server;
  std::uint16_t source_port = 0;
  MonotonicTime sent_at;  // of the first query
  std::vector<Hop> hops;  // with as many queries each
  TraceEnd end = TraceEnd::hops;
  std::optional<TraceAnswer> answer = {};  // nothing where no hop has a reply
};

inline constexpr std::uint8_t hops_max = 30;
inline constexpr std::uint8_t silent_hops_max = 5;  // in a row
inline constexpr std::uint8_t queries_per_hop = 3;

// Of one trace the most that reach the server, so that budgets can reckon with it: whatever it
// answers ends the trace, and so do hops enough that say nothing.
inline constexpr std::uint32_t route_queries_to_server_max = silent_hops_max * queries_per_hop;

struct TraceLimits {
  std::uint8_t hops_max = probe::hops_max;
  std::uint8_t silent_max = silent_hops_max;
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

}  // namespace tocsin::probe
