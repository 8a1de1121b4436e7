#include "daemon/ingest/verified_batch.h"

#include "core/base/hex.h"
#include "core/record/sealed_payload.h"
#include "core/record/submission.h"
#include "daemon/enrol/probe_name.h"

namespace tocsin::collector {
namespace {

using record::PayloadFault;

tl::unexpected<Rejected> rejected(Rejection rejection, std::string detail = {}) {
  return fail_with(Rejected{rejection, std::move(detail)});
}

Rejection rejection_of(PayloadFault fault) {
  switch (fault) {
    case PayloadFault::mismatch:
      return Rejection::payload_mismatch;
    case PayloadFault::too_large:
      return Rejection::payload_too_large;
    case PayloadFault::counts_disagree:
      return Rejection::counts_disagree;
    default:
      return Rejection::malformed_payload;
  }
}

bool speaks_for(const EnrolledProbe& probe,
                const std::optional<std::string>& peer,
                std::string_view collector) {
  return peer && probe_of_uri(collector, *peer) == probe.registration.name;
}

// The key that must have signed what the envelope claims to be.
Result<crypto::PublicKey, Rejected> key_of(const EnrolledProbe& probe, std::uint32_t epoch) {
  const auto key = probe.keys.find(epoch);
  if (key != probe.keys.end()) return key->second;
  return rejected(Rejection::unknown_key_epoch, "epoch " + std::to_string(epoch));
}

}  // namespace

Result<VerifiedBatch, Rejected> verify_batch(ByteView body,
                                             const std::optional<std::string>& peer,
                                             std::string_view collector,
                                             const Registry& registry) {
  const auto parts = record::decode_submission(body);
  if (!parts) {
    return rejected(Rejection::malformed_batch, to_error("body", parts.error()).text);
  }
  auto claimed = record::SignedEnvelope::decode({parts->envelope.begin(), parts->envelope.end()});
  if (!claimed) {
    return rejected(Rejection::malformed_envelope, to_error("envelope", claimed.error()).text);
  }
  const auto* probe = registry.find(claimed->claim().probe);
  if (probe == nullptr) return rejected(Rejection::unknown_probe, to_hex(claimed->claim().probe));
  if (!speaks_for(*probe, peer, collector)) {
    return rejected(Rejection::foreign_identity, peer.value_or("no certificate"));
  }
  const auto key = key_of(*probe, claimed->claim().key_epoch);
  if (!key) return tl::unexpected(key.error());
  auto envelope = record::VerifiedEnvelope::verify(std::move(*claimed), *key);
  if (!envelope) return rejected(Rejection::bad_signature);
  auto payload = record::open(envelope->envelope(), parts->payload);
  if (!payload) return rejected(rejection_of(payload.error().fault), payload.error().detail);
  return VerifiedBatch{probe->registration.name,
                       std::move(*envelope),
                       Bytes(parts->payload.begin(), parts->payload.end()),
                       std::move(*payload)};
}

}  // namespace tocsin::collector
