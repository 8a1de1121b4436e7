// From configuration and enrolment to those who are asked whether a log has what was acknowledged.
#pragma once

#include <boost/asio/io_context.hpp>
#include <vector>

#include "config/probe_options.h"
#include "core/durable/file_system.h"
#include "probes/main/inclusion_watch.h"
#include "probes/main/state_layout.h"

namespace tocsin::probe {

// One for each collector, in their order. An error names the witness whose key is none.
Result<std::vector<InclusionWatch::Source>> open_inclusion_sources(
    boost::asio::io_context& io,
    durable::FileSystem& files,
    const StateLayout& layout,
    const std::vector<config::Collector>& collectors,
    const std::vector<entry::LogKeys>& log_keys);

}  // namespace tocsin::probe
