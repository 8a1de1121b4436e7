#include "core/record/sealed_payload.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/crypto/sha256.h"
#include "core/record/limits.h"
#include "core/record/payload_codec.h"
#include "core/record/zstd_frame.h"

namespace tocsin::record {
namespace {

using Counts = std::array<std::uint32_t, outcome_count>;

Counts counts_of(const Payload& payload) {
  Counts counts{};
  for (const auto& row : payload.measurements) ++counts[static_cast<std::size_t>(row.outcome)];
  return counts;
}

tl::unexpected<PayloadError> fault(PayloadFault fault, std::string detail = {}) {
  return fail_with(PayloadError{fault, std::move(detail)});
}

template <class Row>
bool is_any_after(const std::vector<Row>& rows, MonotonicTime Row::* moment, MonotonicTime limit) {
  return std::ranges::any_of(rows, [=](const Row& row) { return row.*moment > limit; });
}

// Whether each row names an endpoint of so many.
template <class Row>
bool all_within(const std::vector<Row>& rows, std::size_t endpoints) {
  return std::ranges::all_of(rows, [=](const Row& row) { return row.endpoint < endpoints; });
}

Result<Payload, PayloadError> unpack(const Envelope& envelope, ByteView bytes) {
  const auto plain = decompress(bytes, envelope.payload_plain_bytes);
  if (!plain) return fault(PayloadFault::malformed, "not one zstd frame of the size stated");
  auto payload = decode_payload(*plain);
  if (!payload) {
    return fault(PayloadFault::malformed, cbor::to_error("payload", payload.error()).text);
  }
  return std::move(*payload);
}

}  // namespace

Bytes seal(const Payload& payload, Duration rtt_resolution, Envelope& envelope) {
  const auto plain = encode_payload(payload, rtt_resolution);
  check(plain.size() <= payload_plain_bytes_max, "a batch closes before it is too large");
  auto bytes = compress(plain);
  envelope.outcomes = counts_of(payload);
  envelope.payload = crypto::sha256(bytes);
  envelope.payload_bytes = static_cast<std::uint32_t>(bytes.size());
  envelope.payload_plain_bytes = static_cast<std::uint32_t>(plain.size());
  return bytes;
}

Result<Payload, PayloadError> open(const Envelope& envelope, ByteView bytes) {
  if (bytes.size() != envelope.payload_bytes) return fault(PayloadFault::mismatch, "size");
  if (crypto::sha256(bytes) != envelope.payload) return fault(PayloadFault::mismatch, "digest");
  if (envelope.payload_plain_bytes > payload_plain_bytes_max) return fault(PayloadFault::too_large);
  auto payload = unpack(envelope, bytes);
  if (!payload) return payload;
  if (counts_of(*payload) != envelope.outcomes) return fault(PayloadFault::counts_disagree);
  const auto closed_at = envelope.closed_at.monotonic;
  const bool late = is_any_after(payload->measurements, &Measurement::sent_at, closed_at) ||
                    is_any_after(payload->lookups, &Lookup::asked_at, closed_at);
  if (late) return fault(PayloadFault::dated_after);
  return payload;
}

bool within(const Payload& payload, const plan::TargetSet& targets) {
  const auto endpoints = targets.endpoints.size();
  return all_within(payload.measurements, endpoints) && all_within(payload.lookups, endpoints);
}

const Bytes* find_object(const Payload& payload, const Digest& digest) {
  const auto at = std::ranges::find_if(
      payload.objects, [&](const Bytes& object) { return crypto::sha256(object) == digest; });
  return at == payload.objects.end() ? nullptr : &*at;
}

}  // namespace tocsin::record
