// From what of a collector's log a month's measurements were taken, and by what they were judged.
#pragma once

#include <string>
#include <vector>

#include "audit/log_measurements.h"
#include "core/tlog/checkpoint.h"

namespace tocsin::audit {

struct LogOrigin {
  std::string note;             // the checkpoint, as the log has signed it
  tlog::Checkpoint checkpoint;  // in it
  CountryKeys countries;        // whose word on probes counted
  std::vector<JudgedBy> zones;  // none: no reply was judged
  LogCounts counts;
  std::vector<Bytes> entries;  // whole ones, in their order, of what is_kept says
};

// What says who the probes are, and what is said of measurements.
inline bool is_kept(entry::Kind kind) {
  using entry::Kind;
  return kind == Kind::enrolment || kind == Kind::attestation || kind == Kind::revocation ||
         kind == Kind::annotation;
}

}  // namespace tocsin::audit
