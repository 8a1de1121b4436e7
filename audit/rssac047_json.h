// A month's figures for programs: one JSON object on one line (docs/formats/measurements.md).
#pragma once

#include <iosfwd>

#include "core/assess/rssac047.h"

namespace tocsin::audit {

void print_json(std::ostream& out, const assess::Rssac047& figures);

}  // namespace tocsin::audit
