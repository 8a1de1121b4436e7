// Stored verdict columns held against what the log itself gives: each difference is said. Pure.
#pragma once

#include <iosfwd>

#include "audit/columns_file.h"

namespace tocsin::audit {

struct Comparison {
  std::uint64_t cells = 0;  // in which one of them has a measurement
  std::uint64_t differences = 0;
};

// One line for each difference: of cells, of counts, of zones, and of what the log says of probes
// and measurements. `fresh` was judged from the raw replies as of the checkpoint of `stored`.
Comparison print_differences(std::ostream& out,
                             const ColumnsFile& stored,
                             const LogOrigin& log,
                             const assess::MonthColumns& fresh);

}  // namespace tocsin::audit
