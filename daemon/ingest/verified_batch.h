// From the bytes of a request to a batch that is known to be its probe's. Pure: what it needs to
// know of the world is in its arguments.
//
// Whatever is cheap and tells strangers apart comes before whatever is dear: nothing is unpacked
// before the signature over its digest and size has been checked.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/record/payload.h"
#include "core/record/signed_envelope.h"
#include "daemon/enrol/registry.h"
#include "daemon/ingest/rejection.h"

namespace tocsin::collector {

struct VerifiedBatch {
  std::string probe_name;
  record::VerifiedEnvelope envelope;
  Bytes sealed_payload;  // as sent
  record::Payload payload;
};

struct Rejected {
  Rejection rejection = Rejection::malformed_batch;
  std::string detail = {};
};

// `collector` is the trust domain of the probes' certificates, `peer` the URI in that of the
// connection, if it has one.
Result<VerifiedBatch, Rejected> verify_batch(ByteView body,
                                             const std::optional<std::string>& peer,
                                             std::string_view collector,
                                             const Registry& registry);

}  // namespace tocsin::collector
