// What a probe is asked to measure, and how often. A plan comes from a collector or is compiled in;
// what the probe's own host allows (limits.h) bounds it either way.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/time.h"

namespace tocsin::plan {

// Which queries are asked of each target (probes/checks has them).
enum class Check : std::uint8_t {
  soa = 0,          // SOA of the target's zone with NSID (RFC 5001)
  identity = 1,     // NSID; hostname.bind. and id.server. in class CHAOS
  correctness = 2,  // RSSAC047v2 section 5.3
  tld = 3,          // a name below a TLD that cannot exist, Specification 10
  dnskey = 4,       // a zone's keys
};

inline constexpr std::size_t check_count = 5;

std::string_view name_of(Check check);

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
  Check check = Check::soa;
  // How long between two queries to one target, at the least: budgets may stretch it (budget.h),
  // and no outcome ever changes it. Zero: not over this transport.
  Duration udp_every{};
  Duration tcp_every{};
  Duration timeout = std::chrono::seconds(4);
  // How long a query's socket listens after the first answer, for a second, different one.
  Duration listen_on = std::chrono::seconds(1);
  // A query leaves at a moment drawn at random within so long after its slot.
  Duration jitter = std::chrono::milliseconds(100);
  Duration batch_every = std::chrono::seconds(10);
  Duration rtt_resolution = std::chrono::nanoseconds(100);
  EarlyClose early_close = {};

  bool operator==(const Plan&) const = default;
};

// SOA to each letter in both families, by UDP every 10 s and by TCP every 60 s. It is compiled in,
// so that no collector can switch it off.
Plan watch();

// The same text for equal plans: its SHA-256 is the plan's digest in an envelope.
//
//   tocsin-plan/1
//   name watch
//   check soa
//   udp_every 10000000000        durations in nanoseconds
//   ...
std::string canonical_text(const Plan& plan);

}  // namespace tocsin::plan
