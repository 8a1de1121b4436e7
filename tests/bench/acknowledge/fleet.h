// The probes of a load, made anew from their numbers by each command. The collector knows them by
// its journal, and its own authority gives them certificates.
#pragma once

#include <string>
#include <vector>

#include "core/base/entropy.h"
#include "core/crypto/ed25519.h"
#include "core/durable/file_system.h"
#include "core/http/tls.h"
#include "daemon/main/state.h"

namespace tocsin::bench {

struct Member {
  std::string name;
  crypto::SigningKey key;
};

std::vector<Member> fleet_of(std::uint32_t probes);

// Into the journal of a state that no collector has open.
void enrol(durable::FileSystem& files, const std::string& state, const std::vector<Member>& fleet);

http::TlsIdentity certified(const Member& member,
                            const collector::State& state,
                            WallTime now,
                            Entropy& entropy);

}  // namespace tocsin::bench
