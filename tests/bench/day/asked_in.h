// What one probe asks in one interval of a plan, by the schedules that the probe itself goes by.
// Pure.
#pragma once

#include <functional>
#include <vector>

#include "core/plan/plan.h"
#include "core/record/question.h"
#include "probes/schedule/round.h"
#include "tests/bench/day/typical_day.h"

namespace tocsin::bench {

struct Asked {
  Duration at{};  // from the beginning of the interval
  std::uint32_t endpoint = 0;
  record::Transport transport = record::Transport::udp;
  plan::Check check = plan::Check::soa;
  record::Question question = {};
};

// By the number of an interval of `plan.batch_every` since 1970.
using AskedIn = std::function<std::vector<Asked>(std::int64_t interval)>;

AskedIn asked_in(const plan::Plan& plan, const DaysTargets& targets, probe::FleetPlace place);

}  // namespace tocsin::bench
