// One query and all that came of it, as a probe brings it: whole, before it becomes a row of a
// payload (payload_builder.h).
#pragma once

#include <optional>

#include "core/dns/reply.h"
#include "core/record/answer.h"
#include "core/record/draw.h"
#include "core/record/measurement.h"
#include "core/record/question.h"

namespace tocsin::record {

// A reply that answers the query.
struct Heard {
  Bytes reply = {};  // as received
  std::uint16_t flags = 0;
  std::uint16_t rcode = 0;
  std::optional<std::uint32_t> serial = {};
  std::optional<Bytes> nsid = {};

  bool operator==(const Heard&) const = default;
};

// What a matching reply says of itself. Nothing is judged; what it does not say stays nothing.
Heard skim(const dns::Reply& reply);

struct Observation {
  Question question;
  SecretMark secret{};  // which draws were used; `measurement.draw` numbers this one
  std::uint16_t query_id = 0;
  std::uint16_t source_port = 0;
  std::optional<Heard> heard;
  // Its indices are the builder's to set, and its source port is where that is not the drawn one.
  Measurement measurement;

  bool operator==(const Observation&) const = default;
};

}  // namespace tocsin::record
