// From configuration and enrolment to ways of delivery.
#pragma once

#include <boost/asio/io_context.hpp>
#include <vector>

#include "config/probe_options.h"
#include "core/durable/file_system.h"
#include "probes/main/state_layout.h"
#include "probes/uplink/uplink.h"

namespace tocsin::probe {

// What a collector may answer with.
inline constexpr std::size_t answer_bytes_max = std::size_t{1} << 20;
inline constexpr std::size_t zone_answer_bytes_max = std::size_t{8} << 20;

// One for each collector, in their order, as of `log_keys` (log_keys.h). An error says which file
// of which enrolment is missing.
Result<std::vector<Uplink::Route>> open_routes(boost::asio::io_context& io,
                                               durable::FileSystem& files,
                                               const StateLayout& layout,
                                               const std::vector<config::Collector>& collectors,
                                               const std::vector<entry::LogKeys>& log_keys,
                                               std::size_t bytes_max = answer_bytes_max);

}  // namespace tocsin::probe
