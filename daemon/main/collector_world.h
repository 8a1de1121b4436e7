// What a collector works with: the time, and the disk as each of its threads sees it.
#pragma once

#include <functional>
#include <memory>

#include "core/base/clock.h"
#include "core/base/entropy.h"
#include "core/durable/file_system.h"

namespace tocsin::collector {

struct CollectorWorld {
  const Clock& clock;
  Entropy& entropy;
  // One for each thread that sees the disk: the journal's, the log's, the one that asks witnesses,
  // the one that finds objects, the witness's, and that of the listeners.
  durable::FileSystem& journal_files;
  durable::FileSystem& ledger_files;
  durable::FileSystem& cosign_files;
  durable::FileSystem& object_files;
  durable::FileSystem& witness_files;
  durable::FileSystem& files;
  // And one more, for each thread of a log that has ended.
  std::function<std::unique_ptr<durable::FileSystem>()> more_files;
};

}  // namespace tocsin::collector
