// Whether a plan that a collector offers is one that this probe follows: a plan that it knows,
// asking the same in the same manner and not more of it, never less of the watch than a sixth. The
// watch says how large the fleet is, within what makes it no rarer than that. Everything else that
// a plan could do is not in its form: it names no address and no port.
//
// Pure. A plan without measures ends the one of its name; the watch cannot be ended.
#pragma once

#include <optional>
#include <string>

#include "core/plan/plan.h"

namespace tocsin::probe {

// Why not, as a sentence's end: "asks for soa more often than compiled in".
std::optional<std::string> why_not(const plan::Plan& offered);

}  // namespace tocsin::probe
