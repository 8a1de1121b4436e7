// Whether a probe is healthy, by what it wrote down and when. Pure. Whether the root is, is not the
// question here: a letter that does not answer is a measurement.
#pragma once

#include <string>
#include <vector>

#include "core/base/both_clocks.h"
#include "core/record/reach.h"
#include "probes/status/probe_status.h"

namespace tocsin::probe {

// A running probe closes a batch at least every ten seconds, and writes its status when it does.
inline constexpr Duration silent_after = std::chrono::seconds(30);

// How long ago it was written: by the monotonic clock within one boot, else by the wall clock.
// Nothing where the wall clock shows a time before it.
std::optional<Duration> age_of(const ProbeStatus& status,
                               const BothClocks& now,
                               const ByteArray<16>& boot_id);

enum class Running { yes, stopped, silent, unknown };

std::string_view name_of(Running running);
Running running_of(const ProbeStatus& status, std::optional<Duration> age);

record::Reach reach_of(const ProbeStatus& status, plan::Family family);

// A sentence for each; none: it is healthy.
std::vector<std::string> problems_of(const ProbeStatus& status,
                                     std::optional<Duration> age,
                                     WallTime now);

}  // namespace tocsin::probe
