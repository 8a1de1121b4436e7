// From what is configured of time-stamping authorities to whom the collector asks.
#pragma once

#include <vector>

#include "config/collector_options.h"
#include "core/base/result.h"
#include "core/durable/file_system.h"
#include "daemon/export/collector_counters.h"
#include "daemon/stamp/stamp_desk.h"

namespace tocsin::collector {

// The certificates of one, in DER. An error where the file is not there, or has none.
Result<std::vector<Bytes>> certificates_of(durable::FileSystem& files,
                                           const config::TimeAuthority& authority);

StampDesk::Pace stamping_pace(const config::TimeStamping& stamping);
Status<> add_authorities(StampDesk& desk,
                         durable::FileSystem& files,
                         const config::TimeStamping& stamping);

void add_stamps(CollectorCounters& out, const StampDesk& desk);

}  // namespace tocsin::collector
