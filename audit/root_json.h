// The members of GET /v1/root that follow from the log alone (docs/formats/root.md).
#pragma once

#include <string>

#include "core/assess/window_figures.h"

namespace tocsin::audit {

std::string root_json(WallTime at, const assess::LogWindows& windows);

}  // namespace tocsin::audit
