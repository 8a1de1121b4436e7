// What ingest hands to the assessment thread once a batch is durable: a value, moved over a bounded
// queue. Signature, chain and payload are checked by then; what the probe says in it is not.
#pragma once

#include <string>

#include "core/base/time.h"
#include "core/record/acknowledgement.h"
#include "core/record/envelope.h"
#include "core/record/payload.h"

namespace tocsin::collector {

struct AdmittedBatch {
  std::string probe_name;  // bound to the token that the probe enrolled with: "no-1"
  record::Envelope envelope;
  record::Payload payload;
  WallTime arrival;  // by the collector's clock, when the request was complete
  record::Admission admission = record::Admission::next;
  std::uint64_t leaf = 0;  // its index in the log
};

}  // namespace tocsin::collector
