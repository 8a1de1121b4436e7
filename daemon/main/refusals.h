// What probes have handed over of what other collectors refused, out of the journal: `tocsind
// refusals`. Reads up to what is committed; a collector may run meanwhile.
#pragma once

#include <iosfwd>
#include <optional>

#include "core/base/result.h"
#include "core/durable/file_system.h"
#include "daemon/main/state_layout.h"

namespace tocsin::collector {

// A line for each in a log, in its order. With `to`, also the notice, the envelope and the
// payload of each as files `entry-INDEX.*` in that folder, as tocsin-audit batch takes them.
Status<> tell_refusals(durable::FileSystem& files,
                       const LogLayout& layout,
                       const std::optional<std::string>& to,
                       std::ostream& out);

}  // namespace tocsin::collector
