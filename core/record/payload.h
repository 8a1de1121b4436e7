// The body of a batch: measurements as columns and, where a reader may not have them yet, the
// objects that they refer to. Deterministic CBOR, then zstd (docs/formats/payload.md).
#pragma once

#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/record/measurement.h"

namespace tocsin::record {

struct Payload {
  std::vector<Measurement> measurements;  // in the order of sending
  // Objects named by digest elsewhere, whole: the target set in the first batch of an incarnation
  // and in every 360th after it.
  std::vector<Bytes> objects;

  bool operator==(const Payload&) const = default;
};

}  // namespace tocsin::record
