// A collector's keys and certificates: made once by `tocsind init`, read at each start.
#pragma once

#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/entropy.h"
#include "core/crypto/certificate_authority.h"
#include "core/crypto/ed25519.h"
#include "core/durable/file_system.h"
#include "core/http/tls.h"
#include "daemon/main/state_layout.h"

namespace tocsin::collector {

struct State {
  std::string origin;
  crypto::SigningKey log_key;
  crypto::CertificateAuthority authority;
  http::TlsIdentity server;
};

struct NewState {
  std::string origin;
  std::vector<std::string>
      addresses;  // in the listeners' certificate, beside the host of the origin
};

// Refuses a directory that holds a state already: a log key is never replaced by accident.
Status<> make_state(durable::FileSystem& files,
                    const StateLayout& layout,
                    const NewState& wanted,
                    const Clock& clock,
                    Entropy& entropy);

Result<State> read_state(durable::FileSystem& files, const StateLayout& layout);

}  // namespace tocsin::collector
