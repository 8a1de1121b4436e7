// Room within the host's limits for what nobody waits for: transfers of the zone and priming.
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/clock.h"
#include "core/net/task.h"
#include "core/plan/limits.h"

namespace tocsin::probe {

// Books one exchange over TCP of at most `bytes`, or says why it must not be. Measurements go
// first: where they fill the host's queries per second the next second is tried, for half a minute.
// What is referred to outlives the task.
net::Task<std::optional<plan::NotMeasured>> book_behind_measurements(plan::Limits& limits,
                                                                     const Clock& clock,
                                                                     plan::Address address,
                                                                     std::uint64_t bytes);

}  // namespace tocsin::probe
