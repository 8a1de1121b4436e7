// A payload as it is sent and stored: compressed, and bound to its envelope by size and digest.
#pragma once

#include <array>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/plan/target.h"
#include "core/record/envelope.h"
#include "core/record/payload.h"

namespace tocsin::record {

// Compresses the payload and states in the envelope all that the envelope says about it: counts per
// outcome, sizes and digest. Give back the bytes to be sent.
Bytes seal(const Payload& payload, Duration rtt_resolution, Envelope& envelope);

enum class PayloadFault : std::uint8_t {
  mismatch,         // size or digest are not those of the envelope
  too_large,        // states more than payload_plain_bytes_max
  malformed,        // does not decompress to the size stated, or does not decode
  counts_disagree,  // not as many measurements per outcome as the envelope counts
  dated_after,      // a measurement or lookup sent after its batch closed
};

constexpr std::string_view name_of(PayloadFault fault) {
  constexpr std::array<std::string_view, 5> names{
      "mismatch", "too_large", "malformed", "counts_disagree", "dated_after"};
  return names[static_cast<std::size_t>(fault)];
}

struct PayloadError {
  PayloadFault fault = PayloadFault::mismatch;
  std::string detail = {};  // for people; empty where the fault says it all
};

// Checks in this order, so that nothing is unpacked that the probe has not signed for: size and
// digest, the size stated, the frame, its content, what the content says against the envelope.
Result<Payload, PayloadError> open(const Envelope& envelope, ByteView payload);

// Whether every measurement and lookup names an endpoint of this target set.
bool within(const Payload& payload, const plan::TargetSet& targets);

// The object in the payload that has this digest.
const Bytes* find_object(const Payload& payload, const Digest& digest);

}  // namespace tocsin::record
