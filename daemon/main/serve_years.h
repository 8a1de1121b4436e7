// A collector for one year after the other: where it ends because the time of the next log has
// come, it turns to that, and begins again.
#pragma once

#include <functional>

#include "daemon/main/collector.h"

namespace tocsin::collector {

// `run` lets each collector run, until it ends. Returns once one has ended for another reason than
// the new year, or cannot be opened. Where a turn fails the old log goes on, and it is tried again
// an hour later.
Status<> serve_years(const config::CollectorOptions& options,
                     const CollectorWorld& world,
                     const Collector::Reload& reload,
                     const std::function<Status<>(Collector&)>& run);

}  // namespace tocsin::collector
