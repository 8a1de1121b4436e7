// The contents of an evidence bundle, out of a collector's state directory: its committed
// checkpoint, its public log and its journal, each read once and only below that checkpoint, so
// that a collector which runs meanwhile is in nobody's way.
#pragma once

#include <chrono>
#include <cstdint>
#include <optional>

#include "core/base/result.h"
#include "core/bundle/claim.h"
#include "core/bundle/contents.h"
#include "core/durable/file_system.h"
#include "core/tlog/policy.h"
#include "daemon/evidence/journal_objects.h"
#include "daemon/evidence/survey.h"
#include "daemon/ledger/ledger.h"

namespace tocsin::collector {

struct EvidenceWish {
  bundle::Question question;
  // So long after the question's end the range ends at the earliest.
  Duration late = std::chrono::minutes(10);
};

struct Evidence {
  enum class After { recorded, cosigned, committed };

  bundle::Contents contents;  // without a claim
  std::uint64_t first = 0;    // of the range
  std::optional<Mark> before;
  Mark after;
  After after_is = After::committed;
  std::size_t batches = 0;
  std::uint64_t too_late = 0;  // batches that were logged so late that they are left out
  std::size_t earlier = 0;     // entries from before the range
  std::uint64_t stamped = 0;   // the tree that was stamped, from `after` on
  std::size_t tokens = 0;      // of it; none: no authority has stamped one
  MissingObjects missing;
};

// The policy has the log, and whose cosignatures date it. An error where the question is none or of
// the future, where no batch answers it, where the answer is larger than a bundle, and where
// something in the state directory is not as it was signed.
Result<Evidence> gather(durable::FileSystem& files,
                        const LedgerPlaces& places,
                        const EvidenceWish& wish,
                        const tlog::Policy& policy,
                        WallTime now);

}  // namespace tocsin::collector
