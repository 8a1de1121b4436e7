// The way to a server, for programs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "core/record/trace.h"

namespace tocsin::audit {

// Null where there is none; else {"end", "per_hop", "hops": [[query, ...], ...]}, a list of queries
// for each hop limit from 1 on, and of each query what it brought: {"icmp_type", "icmp_code",
// "from", "icmp_after_ns", "reply_after_ns", "hop_limit"}. Whoever is inside the vantage point's
// own network is "own 0", "own 1"; what there is not is null.
nlohmann::ordered_json trace_json(const std::optional<record::Trace>& trace);

}  // namespace tocsin::audit
