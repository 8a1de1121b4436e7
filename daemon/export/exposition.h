// The text that Prometheus reads: live state and the collector's own counters, as one page.
//
// Small and essential families come first, so that reaching the limit of series cuts the detail.
// Pure. A page of 200,000 series takes about a second and 20 MB: whoever serves it does so beside
// the thread that answers probes.
#pragma once

#include <optional>
#include <string>

#include "core/assess/dependence_report.h"
#include "daemon/export/collector_counters.h"
#include "daemon/export/page.h"
#include "daemon/live/snapshot.h"

namespace tocsin::collector {

// The content type of what exposition() gives (text format 0.0.4).
inline constexpr std::string_view exposition_content_type =
    "text/plain; version=0.0.4; charset=utf-8";

// Without a report nothing is said of dependence.
std::string exposition(const Snapshot& snapshot,
                       const CollectorCounters& counters,
                       const std::optional<assess::DependenceReport>& dependence = {},
                       std::size_t series_limit = series_max);

}  // namespace tocsin::collector
