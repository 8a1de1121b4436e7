// Does what a schedule says, when it says so.
#pragma once

#include <functional>

#include "core/base/clock.h"
#include "core/net/task.h"
#include "probes/schedule/schedule.h"

namespace tocsin::probe {

// Returns once `clock` shows `time` or later.
net::Task<> sleep_until(const Clock& clock, MonotonicTime time);

// Hands over what is due, until it is cancelled. All that is referred to outlives the task.
net::Task<> follow(Schedule& schedule,
                   const Clock& clock,
                   const std::function<void(const Work&)>& act);

}  // namespace tocsin::probe
