// The way to a name server, as a payload keeps it: what became of each query of a trace, whose
// queries leave one after the other with a rising hop limit and otherwise alike. The measurement
// that it belongs to says whom it led to and how it ended. docs/formats/payload.md, field 23.
#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "core/base/time.h"
#include "core/plan/target.h"

namespace tocsin::record {

// The numbers are part of the payload format.
enum class TraceEnd : std::uint8_t {
  answered = 0,     // a reply that no router contradicts
  unreachable = 1,  // or refused
  silent = 2,       // so many hops in a row said nothing
  hops = 3,         // the limit of hops was reached
};

constexpr std::string_view name_of(TraceEnd end) {
  constexpr std::array<std::string_view, 4> names{"answered", "unreachable", "silent", "hops"};
  return names[static_cast<std::size_t>(end)];
}

// A router inside the vantage point's own network: its number among those that the envelope commits
// to (PrivateField::first_hops), and never its address.
struct OwnRouter {
  std::uint8_t number = 0;

  auto operator<=>(const OwnRouter&) const = default;
};

using Router = std::variant<plan::Address, OwnRouter>;

// ICMP about one query. Its type and code are zero where our own host's routing said it.
struct HopNotice {
  std::optional<Router> from = {};  // nothing: our own host, or a router that nothing is said of
  std::uint8_t type = 0;
  std::uint8_t code = 0;
  Duration rtt{};

  bool operator==(const HopNotice&) const = default;
};

// The DNS reply to one query.
struct HopReply {
  Duration rtt{};
  std::optional<std::uint8_t> hop_limit = {};  // that it arrived with

  bool operator==(const HopReply&) const = default;
};

// No honest path brings both.
struct HopQuery {
  std::optional<HopNotice> notice = {};
  std::optional<HopReply> reply = {};

  bool operator==(const HopQuery&) const = default;
};

struct Trace {
  TraceEnd end = TraceEnd::hops;
  std::uint8_t per_hop = 1;       // queries with one hop limit; 1 to per_hop_max
  std::vector<HopQuery> queries;  // with hop limit 1, 2 and so on; at most 255 of them

  std::size_t hops() const { return queries.size() / per_hop; }
  bool operator==(const Trace&) const = default;
};

}  // namespace tocsin::record
