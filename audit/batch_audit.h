// What can be said of one batch by itself: a ladder of steps, each of which makes sense only if
// those before it hold. Pure.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/crypto/ed25519.h"
#include "core/record/payload.h"
#include "core/record/signed_envelope.h"

namespace tocsin::audit {

enum class Step : std::uint8_t { format, is_signed, payload_matches, counts_agree };
inline constexpr std::size_t step_count = 4;
inline constexpr std::array<std::string_view, step_count> step_names{
    "FORMAT", "SIGNED", "PAYLOAD MATCHES", "COUNTS AGREE"};

struct BatchAudit {
  std::optional<Step> failed;  // nothing: all of it holds
  std::string why;             // it failed
  // What the envelope says; believe it only as far as the steps hold.
  std::optional<record::Envelope> envelope;
  std::optional<Digest> digest;
  std::optional<record::Payload> payload;

  bool holds(Step step) const { return !failed || step < *failed; }
};

BatchAudit audit_batch(ByteView envelope, ByteView payload, const crypto::PublicKey& probe_key);

}  // namespace tocsin::audit
