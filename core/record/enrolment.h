// How a probe becomes known to a collector, as bytes (docs/formats/enrolment.md): what it sends,
// what it gets, and what the collector's log keeps of it for ever.
#pragma once

#include <string>
#include <string_view>

#include "core/base/digest.h"
#include "core/base/time.h"
#include "core/cbor/fault.h"
#include "core/record/envelope.h"
#include "core/record/signed_statement.h"

namespace tocsin::record {

inline constexpr std::string_view enrolment_proof_content_type =
    "application/tocsin-enrolment-proof+cbor";

// "The one who asks for this transport certificate holds my key": signed by the probe's Ed25519 key
// over the SHA-256 of its certificate request.
Bytes sign_enrolment_proof(const Digest& request, const crypto::SigningKey& probe_key);
Result<Digest, StatementFault> open_enrolment_proof(ByteView bytes,
                                                    const crypto::PublicKey& probe_key);

// POST /v1/enroll.
struct EnrolmentRequest {
  std::string token;                // one time, from the collector's operator
  std::string certificate_request;  // PEM
  crypto::PublicKey key{};          // the probe's, Ed25519
  Bytes proof;                      // over the certificate request
  Bytes attestation;                // the country's signed statement, or empty

  bool operator==(const EnrolmentRequest&) const = default;
};

struct EnrolmentResponse {
  std::string name;         // that the token was made for
  std::string certificate;  // PEM, the probe's own
  std::string authority;    // PEM, for the collector's listeners
  std::string log_origin;
  crypto::PublicKey log_key{};  // verifies acknowledgements and checkpoints

  bool operator==(const EnrolmentResponse&) const = default;
};

Bytes encode(const EnrolmentRequest& request);
Bytes encode(const EnrolmentResponse& response);
Result<EnrolmentRequest, cbor::DecodeError> decode_enrolment_request(ByteView bytes);
Result<EnrolmentResponse, cbor::DecodeError> decode_enrolment_response(ByteView bytes);

// The log's entry: from here on this name means this key.
struct Enrolment {
  std::string name;
  ProbeId probe{};
  crypto::PublicKey key{};
  std::uint32_t key_epoch = 0;
  WallTime at;
  Digest request{};  // of the certificate request
  Bytes proof;

  bool operator==(const Enrolment&) const = default;
};

Bytes encode(const Enrolment& enrolment);

// Refuses one whose proof does not verify, or whose probe id is not that of its key.
Result<Enrolment, StatementFault> open_enrolment(ByteView bytes);

}  // namespace tocsin::record
