// A collector's promise that its log will have a batch: its signed acknowledgement, and the entry
// that the log must hold. Both together are the proof against it where the log does not.
#pragma once

#include <cstdint>
#include <optional>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/entry/log_keys.h"
#include "core/record/acknowledgement.h"

namespace tocsin::probe {

struct Promise {
  record::Acknowledgement word;
  Bytes acknowledgement;  // as signed
  Bytes entry;            // the log's entry of this batch
  // Where it is asked for in the log, as the collector said when it acknowledged; nobody signed it.
  std::optional<std::uint64_t> leaf = {};

  WallTime until() const { return word.at + word.maximum_merge_delay; }
};

// An error where the acknowledgement is none of this envelope by these keys.
Result<Promise> promise_from(ByteView envelope,
                             ByteView acknowledgement,
                             const entry::LogKeys& log_keys);

}  // namespace tocsin::probe
