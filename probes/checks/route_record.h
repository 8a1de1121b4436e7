// A trace as it enters a batch (core/record/trace.h), and what it takes to tell that an answer came
// from before the server. Pure.
#pragma once

#include <cstdint>
#include <map>
#include <optional>

#include "core/record/observation.h"
#include "probes/checks/private_addresses.h"
#include "probes/checks/route.h"

namespace tocsin::probe {

// How far away the nearest instance of each server is heard from. One thread.
class RouteDistances {
 public:
  // For so long every trace was ended by a nearer answer: then it is an instance, which has come
  // nearer.
  static constexpr Duration new_instance_after = std::chrono::hours(12);

  std::optional<std::uint8_t> of(const plan::Address& server) const;

  // Learns from a trace, whose signs are those by what was known before.
  void learn(const Trace& trace, const RouteSigns& signs);

 private:
  struct Known {
    std::uint8_t nearest = 0;
    std::optional<MonotonicTime> nearer_since = {};
  };

  std::map<plan::Address, Known> known_;
};

// Routers inside the own network leave the probe as numbers only: the first hop, and those behind
// it as long as their addresses are private (RFC 1918, 4193, 6598, link-local); and where one of
// them speaks again further on, it is none the less private. `self`: the address that the trace was
// made from, which our own kernel signs some notices with; it is in no record.
record::Trace recorded(const Trace& trace,
                       PrivateAddresses& own,
                       const std::optional<plan::Address>& self);

// All that a trace makes of the measurement whose first query it was: outcome, times, signs,
// answer, and the trace itself.
void write_to(record::Observation& observation,
              const Trace& trace,
              const RouteSigns& signs,
              record::Trace recorded);

}  // namespace tocsin::probe
