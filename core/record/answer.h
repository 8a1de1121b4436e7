// What measurements with equal replies share: stored once in a payload, referred to by index.
// Everything that is skimmed from a reply belongs here too.
#pragma once

#include <optional>

#include "core/base/bytes.h"
#include "core/cbor/decoder.h"
#include "core/cbor/encoder.h"
#include "core/record/measurement.h"

namespace tocsin::record {

struct Answer {
  enum class Reply : std::uint8_t { none, masked, as_received };

  Reply kind = Reply::none;
  Bytes reply;  // at most reply_bytes_max
  std::optional<WholeReply> whole;
  std::optional<std::uint16_t> flags;
  std::optional<std::uint16_t> rcode;
  std::optional<std::uint32_t> serial;
  std::optional<Bytes> nsid;

  auto operator<=>(const Answer&) const = default;
  bool empty() const { return *this == Answer{}; }
};

// Masks and cuts as the payload format has it.
Answer answer_of(const Measurement& measurement);

// The inverse, for a measurement whose query id is known.
void give(const Answer& answer, Measurement& measurement);

void put(cbor::Encoder& out, const Answer& answer);
Answer take_answer(cbor::Decoder& in);

}  // namespace tocsin::record
