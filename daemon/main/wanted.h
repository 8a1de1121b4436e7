// What a collector's configuration wants its log to say, read from the files that it names.
#pragma once

#include "config/collector_options.h"
#include "core/durable/file_system.h"
#include "daemon/main/plan_desk.h"

namespace tocsin::collector {

// An error names the file: no plan, one of a name that was there already, no word, revocation or
// annotation, or one that another key has signed.
Result<Wanted> load_wanted(durable::FileSystem& files, const config::CollectorOptions& options);

}  // namespace tocsin::collector
