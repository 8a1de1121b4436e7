// What the collector does once the promised time of payloads is over (docs/formats/minutes.md): has
// the log say what stays of them, segment by segment of the journal, and a week later deletes them.
//
// On the ledger thread, behind what is published: a segment of 64 MiB is read and its payloads are
// opened, which takes some seconds, one segment at a time.
#pragma once

#include <functional>

#include "core/base/clock.h"
#include "core/durable/file_system.h"
#include "daemon/segments/journal_segments.h"

namespace tocsin::collector {

class PayloadRetention {
 public:
  // Writes minutes and their object into the log, in its own time; called on this thread.
  using Log = std::function<void(Bytes body, Bytes object)>;

  // What is referred to outlives this.
  PayloadRetention(durable::FileSystem& files,
                   durable::FileSystem::Path journal,
                   JournalSegments& segments,
                   const Clock& clock,
                   Log log)
      : files_(files),
        journal_(std::move(journal)),
        segments_(segments),
        clock_(clock),
        log_(std::move(log)) {}

  // At most one segment; looks once a minute whether there is one, once an hour while the disk is
  // full.
  void step();

 private:
  Status<> sum_up(const DuePayloads& due);
  void let_go(const DuePayloads& due);
  static void tell(const DuePayloads& due, const std::string& what, const std::string& why);

  durable::FileSystem& files_;
  const durable::FileSystem::Path journal_;
  JournalSegments& segments_;
  const Clock& clock_;
  Log log_;
  MonotonicTime not_before_;
};

}  // namespace tocsin::collector
