// The batch that is being filled. Measurements come in the order in which they end; they leave in
// the order in which they were sent. One thread.
#pragma once

#include <cstdint>

#include "core/base/time.h"
#include "core/record/payload_builder.h"

namespace tocsin::probe {

// A batch closes at these, well below what its format could hold (core/record/limits.h), whatever
// servers reply.
inline constexpr std::size_t batch_measurements_max = 20'000;
inline constexpr std::size_t batch_lookups_max = 20'000;
inline constexpr std::size_t batch_trace_queries_max = 50'000;  // one trace more still fits
inline constexpr std::size_t batch_evidence_bytes_max = 8ULL * 1024 * 1024;

class OpenBatch {
 public:
  explicit OpenBatch(MonotonicTime opened_at) : opened_at_(opened_at) {}

  void add(record::Observation observation);
  void add(const record::Lookup& lookup);
  void add_not_measured(std::uint64_t count);  // due, and left out

  // The next measurement belongs into the next batch.
  bool full() const;
  std::size_t size() const { return payload_.size(); }
  // It has nothing to say.
  bool empty() const { return size() == 0 && payload_.lookups() == 0 && not_measured_ == 0; }

 private:
  friend class BatchWriter;

  MonotonicTime opened_at_;
  record::PayloadBuilder payload_;
  std::uint64_t not_measured_ = 0;
};

}  // namespace tocsin::probe
