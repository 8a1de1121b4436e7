// The minute results of a plan's batches in a segment of the journal (docs/formats/minutes.md): of
// all that were admitted and whose time was trusted.
#pragma once

#include <string>

#include "core/base/result.h"
#include "core/durable/file_system.h"
#include "core/entry/logged_minutes.h"
#include "core/entry/payload_promises.h"
#include "core/record/minute_results.h"
#include "daemon/segments/sidecars.h"

namespace tocsin::collector {

// An error where a payload is gone or cannot be opened, or where there are too many for one object.
Result<record::MinuteResults> minutes_of(durable::FileSystem& files,
                                         const durable::FileSystem::Path& journal,
                                         const SegmentRange& segment,
                                         const std::string& plan);

// An entry of the log.
struct LogsMinutes {
  std::uint64_t index = 0;
  entry::LoggedMinutes logged;
};

// Why logged minutes are not those of their batches; nothing where they are. While all payloads are
// there the minutes are made anew; then each batch has what its probe has signed for, and none is
// gone that is not among them, or that was promised for longer than until the entry says.
std::string check_minutes(durable::FileSystem& files,
                          const durable::FileSystem::Path& journal,
                          const LogsMinutes& entry,
                          const record::MinuteResults& results,
                          const entry::PayloadPromises& promises);

}  // namespace tocsin::collector
