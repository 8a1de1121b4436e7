// What a probe is asked to measure, and how often. A plan comes from a collector or is compiled in;
// what the probe's own host allows (limits.h) bounds it either way.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/time.h"

namespace tocsin::plan {

// What is asked of an endpoint (probes/checks has the queries).
enum class Check : std::uint8_t {
  soa = 0,          // SOA of the target's zone with NSID (RFC 5001)
  identity = 1,     // NSID; hostname.bind. and id.server. in class CHAOS
  correctness = 2,  // RSSAC047v2 section 5.3
  tld = 3,          // a name below a TLD that cannot exist, Specification 10
  dnskey = 4,       // a zone's keys
  route = 5,        // the way there, by DNS queries with a rising hop limit
  resolver = 6,     // not the endpoint itself: what this host's own resolvers say of the zone
};

inline constexpr std::size_t check_count = 7;

std::string_view name_of(Check check);

// Whose endpoints.
enum class Zones : std::uint8_t { root = 0, tlds = 1 };

std::string_view name_of(Zones zones);

// One test for each of these. Where one has several endpoints, the one to ask is drawn.
enum class Each : std::uint8_t {
  address = 0,  // an endpoint
  server = 1,   // a name server, of the root an RSI
  zone = 2,
};

std::string_view name_of(Each each);

// One check, asked again and again. A cadence of zero: not over this transport.
struct Measure {
  Check check = Check::soa;
  Zones zones = Zones::root;
  Each each = Each::address;
  // How long between two tests, at the least: budgets may stretch it (budget.h), and no outcome
  // ever changes it.
  Duration udp_every{};
  Duration tcp_every{};
  // Of the tests every `udp_every`, one in so many goes by TCP instead, drawn; 0: none.
  std::uint32_t tcp_one_in = 0;

  bool operator==(const Measure&) const = default;
};

// When a batch closes before its period is over: so that a letter's failure is known within
// seconds.
struct EarlyClose {
  std::uint32_t outcomes = 2;  // that many in a row, other than before, of one root target
  Duration at_least_apart = std::chrono::seconds(2);
  std::uint32_t per_minute_max = 6;

  bool operator==(const EarlyClose&) const = default;
};

struct Plan {
  std::string name;  // "watch"
  std::vector<Measure> measures;
  // The tests of one interval wait together for a time drawn within this (RSSAC047 fzk).
  Duration start_within{};
  // So many probes are drawn for each zone and interval, of all that there are; 0: every probe
  // asks.
  std::uint32_t panel = 0;
  Duration timeout = std::chrono::seconds(4);
  // How long a query's socket listens after the first answer, for a second, different one.
  Duration listen_on = std::chrono::seconds(1);
  // A query leaves at a moment drawn at random within so long after its slot.
  Duration jitter = std::chrono::milliseconds(100);
  Duration batch_every = std::chrono::seconds(10);
  Duration rtt_resolution = std::chrono::nanoseconds(100);
  EarlyClose early_close = {};
  // How many probes there are, at least, as the collector counts them; 0: as each host is told. The
  // watch says it for all plans.
  std::uint32_t fleet = 0;

  bool operator==(const Plan&) const = default;
};

// SOA to each letter in both families, by UDP every 10 s and by TCP every 60 s. It is compiled in,
// so that no collector can switch it off.
Plan watch();

// Who answers at each letter's address, in the three ways that servers tell it, every ten minutes.
Plan identity();

// ICANN Registry Agreement, Specification 10 section 3: each minute one test of each address of
// each TLD's name servers, one in ten by TCP, by a panel of twenty probes.
Plan spec10();

// RSSAC047v2: every five minutes, after one random wait of up to a minute, the SOA at each address
// of each letter over both transports, and one correctness test of each letter.
Plan rssac047();

// The way to each address of each letter, one trace after the other, every five minutes (RSSAC047v2
// vno). The share of the budget that its queries have stretches the cadence for any fleet of more
// than twenty probes: for 150 to 38 minutes.
Plan route();

// What users get who ask the probe's own resolvers for each TLD: its SOA and its DS, every two
// hours.
Plan resolver();

// The keys of each TLD: once in an hour at the most, and as much more seldom as the fleet is larger
// (docs/decisions/0014).
Plan zone();

// The plans that a probe can run.
std::vector<Plan> every_plan();
std::optional<Plan> plan_named(std::string_view name);

}  // namespace tocsin::plan
