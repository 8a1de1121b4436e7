// Whether it is true that a collector's log lacks a batch which the collector has acknowledged: a
// probe says so with the files of its evidence folder (docs/formats/acknowledgement.md).
//
// Pure. Believes neither the probe nor the collector: what a collector has not signed proves
// nothing against it, and what it has signed binds it.
#pragma once

#include <optional>
#include <string>

#include "audit/ladder.h"
#include "core/base/bytes.h"
#include "core/tlog/policy.h"
#include "core/tlog/tile_files.h"

namespace tocsin::audit {

struct DroppedBatch {
  Bytes entry;                            // that the log should have
  Bytes acknowledgement;                  // the collector's, as signed
  std::optional<std::string> checkpoint;  // that a witness served to the probe, if it asked one
};

// PROMISED: a log of the policy has signed that it holds this batch, and until when it is in the
// log. SIGNED and COMPLETE: as for any log. LATER: the log has, unchanged, a tree that witnesses
// who are a quorum cosigned after that moment, by their clocks. LACKING: the batch is not in it.
// All hold where the batch was dropped.
Ladder verify_dropped(const DroppedBatch& batch,
                      const tlog::FileSource& files,
                      const tlog::Policy& policy);

}  // namespace tocsin::audit
