// The root at one moment as JSON: GET /v1/root (docs/formats/root.md).
#pragma once

#include <string>

#include "daemon/live/snapshot.h"

namespace tocsin::collector {

std::string root_json(const Snapshot& snapshot);

}  // namespace tocsin::collector
