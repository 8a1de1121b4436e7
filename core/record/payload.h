// The body of a batch: measurements as columns, the tables that they refer to, and objects that a
// reader may not have yet. Deterministic CBOR, then zstd (docs/formats/payload.md).
#pragma once

#include <optional>
#include <vector>

#include "core/base/bytes.h"
#include "core/record/answer.h"
#include "core/record/draw.h"
#include "core/record/lookup.h"
#include "core/record/measurement.h"
#include "core/record/question.h"
#include "core/record/reply.h"

namespace tocsin::record {

// A secret that measurements of this payload were drawn from, or that is told now.
struct SecretEntry {
  SecretMark mark{};
  std::optional<Secret> secret;  // nothing while queries drawn from it may be under way

  bool operator==(const SecretEntry&) const = default;
};

struct Payload {
  PortRange ports;
  std::vector<SecretEntry> secrets;
  std::vector<Question> questions;
  std::vector<Reply> replies;
  std::vector<Answer> answers;
  std::vector<Measurement> measurements;  // in the order of sending
  // Objects named by digest elsewhere, whole: the target set in the first batch of an incarnation
  // and in every 360th after it.
  std::vector<Bytes> objects;
  std::vector<Lookup> lookups;  // in the order of asking

  // Nothing where there was no matching reply.
  const Answer* answer_of(const Measurement& measurement) const {
    return measurement.answer ? &answers[*measurement.answer] : nullptr;
  }

  bool operator==(const Payload&) const = default;
};

}  // namespace tocsin::record
