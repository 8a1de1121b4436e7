// From what is configured of witnesses to whom the collector asks, and how many are enough.
#pragma once

#include <vector>

#include "config/collector_options.h"
#include "core/base/result.h"
#include "core/crypto/ed25519.h"
#include "core/tlog/policy.h"
#include "daemon/cosign/cosign_thread.h"
#include "daemon/export/collector_counters.h"

namespace tocsin::collector {

struct Cosigning {
  tlog::Policy policy;  // this log, and each configured witness in its place
  std::vector<WitnessPlace> places;
};

// There is at least one witness. An error where a key is none of a witness, or is there twice.
Result<Cosigning> cosigning(const config::Log& log,
                            const std::string& origin,
                            const crypto::PublicKey& log_key);

// How far they are, under the names of their keys.
void add_witnessed(CollectorCounters& out, const WitnessedLog& witnessed, const config::Log& log);

}  // namespace tocsin::collector
