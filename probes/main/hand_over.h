// Hands what one collector has refused for good to another, which puts the probe's word of it into
// its log (docs/formats/refusal-notice.md). One after the other; each may be handed again.
#pragma once

#include <iosfwd>
#include <map>
#include <string>

#include "core/crypto/ed25519.h"
#include "core/durable/file_system.h"
#include "core/net/task.h"
#include "core/record/refusal_notice.h"
#include "probes/spool/refused.h"
#include "probes/uplink/lane.h"

namespace tocsin::probe {

struct Handing {
  std::string to;  // the collector that is to have them
  Transport& transport;
  const crypto::SigningKey& key;                      // the probe's
  std::map<std::string, crypto::PublicKey> log_keys;  // of each collector, by its name
};

// What the probe signs about one of them; the answer is cut.
record::RefusalNotice notice_of(const RefusedBatch& refused,
                                const crypto::PublicKey& log_key,
                                const crypto::SigningKey& key);

// Says of each what became of it; how many were not taken. Those that `to` has refused itself are
// none of it. `files` and `handing` outlive the task.
net::Task<Result<std::size_t>> hand_over(durable::FileSystem& files,
                                         std::filesystem::path folder,
                                         Handing& handing,
                                         std::ostream& out);

}  // namespace tocsin::probe
