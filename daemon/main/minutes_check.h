// Whether the minute results in the log are those of their batches: each range is read again.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/durable/file_system.h"
#include "core/entry/logged_minutes.h"

namespace tocsin::collector {

// What is wrong, "entry 17: ...". Entries as JournalCheck has found them.
Result<std::vector<std::string>> check_all_minutes(
    durable::FileSystem& files,
    const durable::FileSystem::Path& journal,
    const std::map<std::uint64_t, entry::LoggedMinutes>& entries);

}  // namespace tocsin::collector
