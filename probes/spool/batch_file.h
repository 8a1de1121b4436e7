// A batch as the bytes of its file, and the file's name (docs/formats/spool.md).
#pragma once

#include <optional>
#include <string>

#include "core/base/result.h"
#include "probes/spool/batch.h"

namespace tocsin::probe {

Bytes encode_batch(const Batch& batch);

// Fails on damage of any kind, with a sentence that says which.
Result<Batch> decode_batch(ByteView bytes);

struct BatchName {
  std::uint64_t sequence = 0;
  Importance importance = Importance::root;

  bool operator==(const BatchName&) const = default;
};

std::string to_text(BatchName name);  // "00000000000000000042-root.batch"
std::optional<BatchName> parse_batch_name(std::string_view text);

}  // namespace tocsin::probe
