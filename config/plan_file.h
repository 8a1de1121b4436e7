// A plan from YAML, as a collector publishes it (config/plans has those that are compiled in).
#pragma once

#include <filesystem>
#include <string_view>

#include "core/base/result.h"
#include "core/plan/plan.h"

namespace tocsin::config {

// Every mistake of the file, as in load.h. Whether probes follow the plan is theirs to decide.
Result<plan::Plan> plan_from(std::string_view yaml, std::string_view file);
Result<plan::Plan> load_plan(const std::filesystem::path& file);

}  // namespace tocsin::config
