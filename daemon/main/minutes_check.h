// Whether the minute results in the log are those of their batches: each range is read again. And
// whether no payload is gone before its time, or without a word on what stays.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/durable/file_system.h"
#include "daemon/main/journal_check.h"

namespace tocsin::collector {

// What is wrong, "entry 17: ...", by what the whole journal has been found to hold.
Result<std::vector<std::string>> check_all_minutes(durable::FileSystem& files,
                                                   const durable::FileSystem::Path& journal,
                                                   const JournalCheck& found);

}  // namespace tocsin::collector
