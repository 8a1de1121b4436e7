// What changed in the root zone's delegations as JSON: GET /v1/delegations (docs/formats/zone.md).
#pragma once

#include <string>

#include "daemon/zones/step_book.h"

namespace tocsin::collector {

// All of them, or of one TLD: "no", "NO.".
std::string delegations_json(const StepBook& book, std::string_view tld);

}  // namespace tocsin::collector
