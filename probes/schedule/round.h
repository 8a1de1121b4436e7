// What one probe asks in one interval of the wall clock: intervals are counted from 1970, so that
// all probes mean the same one.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/time.h"
#include "core/plan/plan.h"
#include "core/record/outcome.h"

namespace tocsin::probe {

// Which of how many probes this one is.
struct FleetPlace {
  std::uint32_t number = 0;  // from 0, each once
  std::uint32_t size = 1;
};

struct RoundTest {
  Duration at{};               // from the beginning of the interval
  std::uint32_t endpoint = 0;  // index into the target set
  record::Transport transport = record::Transport::udp;
  plan::Check check = plan::Check::soa;

  bool operator==(const RoundTest&) const = default;
};

// Whether a plan of such intervals asks in this one what it asks every so long: what is less often
// than each interval is asked in every second, third ... one, the same for all probes; zero: never.
constexpr bool is_due(std::int64_t interval, Duration interval_length, Duration every) {
  if (every <= Duration::zero()) return false;
  const auto intervals = (every - Duration(1)) / interval_length + 1;
  return interval % intervals == 0;
}

struct Round {
  std::vector<RoundTest> tests;   // by their time
  std::uint64_t over_budget = 0;  // of this probe's own
};

}  // namespace tocsin::probe
