// A collector's keys, certificates and logs: made by `tocsind init`, read at each start.
#pragma once

#include <string>
#include <vector>

#include "core/base/clock.h"
#include "core/base/entropy.h"
#include "core/crypto/certificate_authority.h"
#include "core/crypto/ed25519.h"
#include "core/durable/file_system.h"
#include "core/http/tls.h"
#include "daemon/ledger/ledger.h"
#include "daemon/main/state_layout.h"

namespace tocsin::collector {

// One of a collector's logs.
struct OwnLog {
  std::string origin;
  crypto::SigningKey key;
  LogLayout layout;
  // Where the public listener has it: "/log", and "/log/2027" for that of a year.
  std::string path;
};

inline LedgerPlaces places_of(const LogLayout& layout) {
  return {layout.journal(), layout.committed(), layout.folder()};
}

struct State {
  std::string name;           // what the first log is called, and those of years after it
  std::vector<OwnLog> ended;  // in the order in which they began
  OwnLog log;                 // the current one
  crypto::CertificateAuthority authority;
  http::TlsIdentity server;

  std::vector<const OwnLog*> logs() const;  // all of them, in their order
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

// The log of a year; 0: the first one.
Result<OwnLog> read_log(durable::FileSystem& files,
                        const StateLayout& layout,
                        const std::string& name,
                        int year);

// The log of this origin; empty: the current one. An error where none of them has it.
Result<const OwnLog*> log_named(const State& state, const std::string& origin);

// Those whose logs have begun, in that order; none before the first turn.
Result<std::vector<int>> read_years(durable::FileSystem& files, const StateLayout& layout);

}  // namespace tocsin::collector
