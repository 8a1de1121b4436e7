// A day of one probe of a fleet, plan by plan: what its schedules have it ask of the root and of
// the TLDs of the zone of 2026-08-19, with replies of a usual size, closed into batches by the
// probe's own code. Deterministic; needs the repository's root as its working directory.
#pragma once

#include <cstdint>
#include <vector>

#include "core/plan/plan.h"
#include "core/plan/target.h"

namespace tocsin::bench {

inline constexpr std::uint32_t fleet_size = 579;

// How often a TLD's proof that a name is not there becomes another one, because its SOA does.
enum class TldZones : std::uint8_t { still, new_each_minute };

struct DaysBytes {
  std::uint64_t batches = 0;
  std::uint64_t measurements = 0;  // lookups too
  std::uint64_t sent = 0;          // bodies of POST /v1/batches, without HTTP and TLS
  std::uint64_t journaled = 0;
  std::uint64_t logged = 0;   // entries in their bundles, and their hashes in tiles
  std::uint64_t minutes = 0;  // what stays of the payloads when they go
};

// The root's letters and every TLD's endpoints.
struct DaysTargets {
  plan::TargetSet root;
  plan::TargetSet tlds;
};

// Empty TLDs where ../shared/data has no such zone.
DaysTargets targets_of_the_day();

DaysBytes day_of(const plan::Plan& plan, const DaysTargets& targets, TldZones zones);

}  // namespace tocsin::bench
