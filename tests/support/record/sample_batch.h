// One batch that uses every field: the worked example of docs/formats, and where tests start from.
#pragma once

#include "core/crypto/ed25519.h"
#include "core/plan/target.h"
#include "core/record/payload.h"
#include "core/record/signed_envelope.h"

namespace tocsin::record::sample {

inline constexpr Duration resolution = std::chrono::nanoseconds{100};

crypto::SigningKey probe_key();
crypto::SigningKey log_key();
crypto::SigningKey country_key();

// A fingerprint that is seen to be one: the byte, 32 times.
Digest digest_of(std::uint8_t byte);

plan::TargetSet targets();  // two servers of the root in both families

// Four queries: two answered alike by one server, one that a stray came for and no answer, one
// refused. One secret is told; one reply is only named.
Payload payload();

// A trace of three hops, whose first is inside the own network, and four lookups.
Payload trace_and_lookups();

// Everything but what the payload decides.
Envelope unsealed_envelope();

struct Batch {
  VerifiedEnvelope envelope;
  Bytes payload;
};

Batch batch();
Batch batch_of(const Payload& payload);

}  // namespace tocsin::record::sample
