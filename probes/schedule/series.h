// One thing asked again and again: a target over a transport, in slots of fixed distance. A slot's
// time depends on who asks whom and on nothing else, least of all on how an earlier slot ended, so
// that a figure made of slots is not bent by what it measures.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/time.h"
#include "core/plan/plan.h"
#include "core/plan/target.h"
#include "core/record/outcome.h"

namespace tocsin::probe {

struct Series {
  std::uint32_t target = 0;  // index into the list that the series were made from
  record::Transport transport = record::Transport::udp;
  Duration every{};  // slots are at phase, phase + every, phase + 2 * every ... since boot
  Duration phase{};  // less than `every`

  bool operator==(const Series&) const = default;
};

// Where in the interval a probe's slots for an address lie: SHA-256 over probe, address and
// transport, so that the fleet's slots are spread as if drawn at random.
Duration phase_of(ByteView probe,
                  const plan::Address& address,
                  record::Transport transport,
                  Duration every);

// Each target over each transport of the measure, as often as the fleet's budget for an address
// allows.
//
// What the fleet asks of one address: over any span of one cadence exactly its probes, so at most
// the budget on average. In a single second the number is binomial with the budget as its largest
// mean; it passes three times a budget of 20 with a probability below 1e-11 (Chernoff).
std::vector<Series> plan_series(const plan::Measure& measure,
                                const plan::TargetSet& targets,
                                ByteView probe,
                                std::uint32_t fleet_size);

// Each reference by UDP every 10 s.
std::vector<Series> reference_series(const std::vector<plan::Address>& references, ByteView probe);

}  // namespace tocsin::probe
