// Tests of one target after the other, each once in a cycle, as far apart as they can be. Those of
// the fleet's probes of one target are as far apart in turn. Pure.
#pragma once

#include "core/plan/plan.h"
#include "probes/schedule/round.h"

namespace tocsin::probe {

struct Turns {
  plan::Check check = plan::Check::route;
  std::size_t targets = 0;
  Duration cycle{};  // counted from 1970
  Duration every{};  // how long an interval is, counted from 1970 too
};

// What is due in this interval; nothing where a cycle has no length.
Round turn_round(const Turns& turns, FleetPlace place, std::int64_t interval);

}  // namespace tocsin::probe
