// Which root servers to ask: those of a hints file, or those compiled in.
#pragma once

#include <filesystem>
#include <optional>

#include "core/base/result.h"
#include "core/plan/target.h"

namespace tocsin::probe {

Result<plan::TargetSet> root_targets(const std::optional<std::filesystem::path>& hints_file);

}  // namespace tocsin::probe
