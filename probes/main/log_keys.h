// The keys of collectors' logs: from configuration or enrolment the one that was told, and from the
// state directory those that its log has announced since.
#pragma once

#include <vector>

#include "config/probe_options.h"
#include "core/durable/file_system.h"
#include "core/entry/log_keys.h"
#include "probes/main/state_layout.h"

namespace tocsin::probe {

// One for each collector, in their order. An error says whose key is missing or none. What was kept
// and cannot be read is said to the operator: the collector's log may say it again.
Result<std::vector<entry::LogKeys>> open_log_keys(durable::FileSystem& files,
                                                  const StateLayout& layout,
                                                  const std::vector<config::Collector>& collectors);

// What was announced, for the next start: the latest, as many as one announcement has.
durable::FileStatus keep_announced(durable::FileSystem& files,
                                   const durable::FileSystem::Path& path,
                                   const entry::LogKeys& keys);

}  // namespace tocsin::probe
