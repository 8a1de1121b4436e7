// The journal of a log that has ended, read at a start: nothing is written into it any more, and
// what a probe may still ask of it is known.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "core/durable/file_system.h"
#include "daemon/ingest/batch_index.h"
#include "daemon/ingest/chains.h"
#include "daemon/main/state.h"
#include "daemon/segments/retention_book.h"
#include "daemon/segments/sidecars.h"
#include "daemon/segments/summarizer.h"

namespace tocsin::collector {

struct EndedJournal {
  std::uint64_t size = 0;  // records
  std::vector<SegmentRange> sealed;
  Summarizer newest{0};
  RetentionBook retention;
  BatchIndex batches;                // of those whose receipts are remembered
  std::vector<SaidEntry> announced;  // origins of the logs after it
};

// `place`: of the log among the collector's. Its batches are taken into the chains, which hold
// those of the logs before it. Sidecars that are missing are written.
Result<EndedJournal> read_ended(durable::FileSystem& files,
                                const OwnLog& log,
                                std::uint16_t place,
                                Chains& chains);

// The tree that was signed last. An error where the file is not there, or no such checkpoint.
Result<tlog::TreeHead> committed_tree(durable::FileSystem& files, const LogLayout& layout);

}  // namespace tocsin::collector
