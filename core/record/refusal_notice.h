// A probe's word that a collector has refused a batch of its for good, for another collector to put
// into its log (docs/formats/refusal-notice.md). Signed by the probe, because a refusal itself is
// signed by nobody: what it proves is that the probe said so, no later than that log has it.
#pragma once

#include <string>
#include <string_view>

#include "core/record/envelope.h"
#include "core/record/signed_statement.h"

namespace tocsin::record {

inline constexpr std::string_view refusal_notice_content_type =
    "application/tocsin-refusal-notice+cbor";
inline constexpr std::string_view refusal_notice_path = "/v1/refusals";

// Of a refusal's body so much is kept: ours are shorter.
inline constexpr std::size_t refusal_answer_bytes_max = 1'024;

struct RefusalNotice {
  ProbeId probe{};
  std::uint32_t key_epoch = 0;  // of the key that signs
  Digest envelope{};            // SHA-256 of the signed envelope that was refused
  crypto::PublicKey log_key{};  // by which the collector that refused it signs acknowledgements
  std::string collector;        // what the probe calls it: a line of text
  std::uint32_t status = 0;     // of its answer: 400 to 599
  Bytes answer;                 // its body, cut after refusal_answer_bytes_max
  WallTime at;                  // when it came, by the probe's clock

  bool operator==(const RefusalNotice&) const = default;
};

Bytes sign(const RefusalNotice& notice, const crypto::SigningKey& probe_key);
Result<RefusalNotice, StatementFault> open_refusal_notice(ByteView bytes,
                                                          const crypto::PublicKey& probe_key);

// Without the signature checked: only to learn which probe's key has to verify it.
Result<RefusalNotice, StatementFault> peek_refusal_notice(ByteView bytes);

// The body of POST /v1/refusals: the notice, and the batch as it was refused.
struct HandedRefusalView {
  ByteView notice;
  ByteView envelope;
  ByteView payload;
};

Bytes encode_handed_refusal(const HandedRefusalView& handed);
Result<HandedRefusalView, cbor::DecodeError> decode_handed_refusal(ByteView bytes);

}  // namespace tocsin::record
