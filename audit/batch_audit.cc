#include "audit/batch_audit.h"

#include "core/record/sealed_payload.h"

namespace tocsin::audit {
namespace {

using record::PayloadFault;

BatchAudit fail_at(BatchAudit audit, Step step, std::string why) {
  audit.failed = step;
  audit.why = std::move(why);
  return audit;
}

Step step_of(PayloadFault fault) {
  const bool read = fault == PayloadFault::counts_disagree || fault == PayloadFault::dated_after;
  return read ? Step::counts_agree : Step::payload_matches;
}

std::string text_of(const record::PayloadError& error) {
  std::string text(name_of(error.fault));
  return error.detail.empty() ? text : text + ": " + error.detail;
}

}  // namespace

BatchAudit audit_batch(ByteView envelope, ByteView payload, const crypto::PublicKey& probe_key) {
  BatchAudit audit;
  auto read = record::SignedEnvelope::decode({envelope.begin(), envelope.end()});
  if (!read) {
    return fail_at(audit, Step::format, cbor::to_error("envelope", read.error()).text);
  }
  audit.envelope = read->claim();
  audit.digest = record::envelope_digest(envelope);
  if (!record::VerifiedEnvelope::verify(std::move(*read), probe_key)) {
    return fail_at(std::move(audit), Step::is_signed, "not by this key, or changed since");
  }
  auto opened = record::open(*audit.envelope, payload);
  if (!opened) {
    const auto& error = opened.error();
    return fail_at(std::move(audit), step_of(error.fault), text_of(error));
  }
  audit.payload = std::move(*opened);
  return audit;
}

}  // namespace tocsin::audit
