// Where a batch that closes gets its number from. The spool is the real one; tests of whoever
// closes batches pass one of their own.
#pragma once

#include <cstdint>

#include "core/base/result.h"

namespace tocsin::probe {

class SequenceSource {
 public:
  virtual ~SequenceSource() = default;

  // The next sequence number, from 0 in each incarnation. That it is taken is on disk before this
  // returns, so no number is ever given twice; one that is taken and never reaches the spool
  // becomes a gap (record::GapReason::never_closed). An error means that no number was given: the
  // disk is full, read-only or broken, and the batch cannot close now.
  virtual Result<std::uint64_t> next() = 0;
};

}  // namespace tocsin::probe
