// What a lab says of itself.
#pragma once

#include <string>

#include "core/base/result.h"
#include "tests/lab/cage/faults.h"
#include "tests/lab/cage/lab.h"

namespace tocsin::lab {

// `form` is "text" or "json".
Result<std::string> status_report(Lab& lab, const Faults& faults, const std::string& form);

}  // namespace tocsin::lab
