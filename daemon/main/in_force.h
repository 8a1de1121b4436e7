// What of a log is in force when it ends, so that the one after it begins with that: whoever reads
// the next one alone needs to know who may measure, what is asked, and of which zone.
//
//   all           enrolments, countries' words and revocations, operators' words, annotations,
//                 announcements of origins
//   the newest    plan of each name, its end too; payload policy; the zones that the live
//                 figures judge by; target sets, which an entry of their own brings along
//
// In their own bytes and order. Not: batches, and what is said of them or of this very log.
#pragma once

#include <functional>

#include "core/base/result.h"
#include "core/durable/file_system.h"

namespace tocsin::collector {

// Calls `put` with each record of the next journal, the first error of which ends it. `size`: of
// the journal that ends, in records, which are durable. Sidecars that are missing are written.
Status<> each_in_force(durable::FileSystem& files,
                       const durable::FileSystem::Path& journal,
                       std::uint64_t size,
                       const std::function<Status<>(ByteView record)>& put);

}  // namespace tocsin::collector
