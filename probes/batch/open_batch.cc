#include "probes/batch/open_batch.h"

#include <algorithm>

#include "core/base/check.h"

namespace tocsin::probe {

void OpenBatch::add(record::Measurement measurement) {
  check(!full(), "a full batch is closed");
  reply_bytes_ += std::min(measurement.reply.size(), record::reply_bytes_max);
  payload_.measurements.push_back(std::move(measurement));
}

void OpenBatch::add_not_measured(std::uint64_t count) {
  not_measured_ += count;
}

bool OpenBatch::full() const {
  return payload_.measurements.size() >= batch_measurements_max ||
         reply_bytes_ >= batch_reply_bytes_max;
}

}  // namespace tocsin::probe
