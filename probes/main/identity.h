// Who a probe is, kept in its state directory from the first start on (state_layout.h).
#pragma once

#include <cstdint>

#include "core/base/entropy.h"
#include "core/crypto/ed25519.h"
#include "core/durable/file_system.h"
#include "probes/main/state_layout.h"

namespace tocsin::probe {

struct Identity {
  crypto::SigningKey key;
  // Drawn with the directory: sequence numbers count within it, so that a probe whose disk was
  // replaced does not contradict itself.
  std::uint64_t incarnation = 0;
};

// Reads both, or makes what is not there yet. A key that is there and cannot be read is an error: a
// probe never becomes somebody else by itself.
Result<Identity> open_identity(durable::FileSystem& files,
                               const StateLayout& layout,
                               Entropy& entropy);

}  // namespace tocsin::probe
