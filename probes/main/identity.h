// Who a probe is: its Ed25519 key, kept in its state directory from the first start on
// (state_layout.h).
#pragma once

#include "core/base/entropy.h"
#include "core/crypto/ed25519.h"
#include "core/durable/file_system.h"
#include "probes/main/state_layout.h"

namespace tocsin::probe {

// Reads the key, or makes it and its directory where there is none yet. A key that is there and
// cannot be read is an error: a probe never becomes somebody else by itself.
Result<crypto::SigningKey> open_identity(durable::FileSystem& files,
                                         const StateLayout& layout,
                                         Entropy& entropy);

}  // namespace tocsin::probe
