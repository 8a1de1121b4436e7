// What the doctor has seen of a host: gathered elsewhere, judged in judge.h. Plain values.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/time.h"
#include "core/record/envelope.h"
#include "core/record/outcome.h"

namespace tocsin::probe {

// Of so many that were asked, so many answered.
struct Tally {
  std::uint32_t asked = 0;
  std::uint32_t answered = 0;
  std::uint32_t intercepted = 0;

  void add(record::Outcome outcome) {
    ++asked;
    answered += outcome == record::Outcome::answered ? 1U : 0U;
    intercepted += outcome == record::Outcome::intercepted ? 1U : 0U;
  }
};

struct FamilyFacts {
  bool has_source = false;  // the kernel knows a way out
  Tally udp;                // letters, SOA
  Tally tcp;
  // A signed answer of over a kilobyte, by what we said that we can take.
  std::optional<record::Outcome> large_at_1232;
  std::optional<record::Outcome> large_at_4096;
};

struct CollectorFacts {
  std::string name;
  std::optional<std::string> unreachable;    // why; nothing: it answered by mutual TLS
  std::optional<WallTime> certificate_ends;  // of ours; nothing: not enrolled
};

struct Facts {
  bool has_key = false;
  std::optional<std::string> state_problem;
  record::ClockReading clock;
  std::uint32_t time_servers = 0;
  std::array<FamilyFacts, 2> families;  // IPv4, IPv6
  std::optional<std::uint64_t> connections_tracked;
  std::optional<std::uint64_t> connections_tracked_max;
  Tally resolvers;
  record::RingCounts references;  // asked and answered
  std::vector<CollectorFacts> collectors;
  std::optional<std::uint64_t> disk_free_bytes;
  std::uint64_t spool_bytes_max = 0;
  std::uint64_t bytes_a_day = 0;  // as the plans book them at the most
  std::string plans_not_counted;  // in it, because what they take depends on the root zone
  std::uint64_t bytes_a_day_max = 0;
  WallTime now;
};

}  // namespace tocsin::probe
