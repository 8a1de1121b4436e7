// One thing asked again and again: a target over a transport, in slots of fixed distance. A slot's
// time depends on who asks whom and on nothing else, least of all on how an earlier slot ended, so
// that a figure made of slots is not bent by what it measures.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/time.h"
#include "core/plan/plan.h"
#include "core/plan/target.h"
#include "core/record/outcome.h"

namespace tocsin::probe {

struct Series {
  std::uint32_t target = 0;   // index into the list that the series were made from
  std::uint32_t measure = 0;  // index into the plan's measures
  record::Transport transport = record::Transport::udp;
  Duration every{};  // slots are at phase, phase + every, phase + 2 * every ... since boot
  Duration phase{};  // less than `every`

  bool operator==(const Series&) const = default;
};

// Where in the interval a probe's slots for an address lie: SHA-256 over what is asked, probe,
// address and transport, so that the fleet's slots are spread as if drawn at random, and those of
// two plans do not fall together.
Duration phase_of(std::string_view what,
                  ByteView probe,
                  const plan::Address& address,
                  record::Transport transport,
                  Duration every);

// The plan's measures of each address of the root, over their transports, as often as the plan's
// share of the fleet's budget for an address allows (core/plan/budget.h). Nothing where it has
// none.
//
// What the fleet asks of one address: over any span of one cadence exactly its probes, so at most
// the budget on average. In a single second the number is binomial with the budget as its largest
// mean; it passes three times a budget of 16 with a probability below 1e-8 (Chernoff).
std::vector<Series> root_series(const plan::Plan& plan,
                                const plan::TargetSet& targets,
                                ByteView probe,
                                std::uint32_t fleet_size);

// Each reference by UDP every 10 s.
std::vector<Series> reference_series(const std::vector<plan::Address>& references, ByteView probe);

}  // namespace tocsin::probe
