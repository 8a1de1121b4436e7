#include "probes/batch/open_batch.h"

#include "core/base/check.h"

namespace tocsin::probe {

void OpenBatch::add(record::Observation observation) {
  check(!full(), "a full batch is closed");
  payload_.add(std::move(observation));
}

void OpenBatch::add(const record::Lookup& lookup) {
  check(!full(), "a full batch is closed");
  payload_.add(lookup);
}

void OpenBatch::add_not_measured(std::uint64_t count) {
  not_measured_ += count;
}

bool OpenBatch::full() const {
  return payload_.size() >= batch_measurements_max || payload_.lookups() >= batch_lookups_max ||
         payload_.trace_queries() >= batch_trace_queries_max ||
         payload_.evidence_bytes() >= batch_evidence_bytes_max;
}

}  // namespace tocsin::probe
