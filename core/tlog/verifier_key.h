// Who may sign notes: a name, an algorithm and a public key, in the text form of C2SP signed-note
// ("vkey"): example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k.
#pragma once

#include <string>
#include <string_view>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/crypto/ed25519.h"
#include "core/tlog/note.h"

namespace tocsin::tlog {

// The byte that stands before a key. Keys of other algorithms can be named and compared; their
// signatures are not verified here.
enum class Algorithm : std::uint8_t {
  ed25519 = 0x01,         // over the note's text: logs
  cosignature_v1 = 0x04,  // Ed25519 over time and text: witnesses
};

struct VerifierKey {
  std::string name;
  Algorithm algorithm = Algorithm::ed25519;
  Bytes key;

  bool operator==(const VerifierKey&) const = default;
};

VerifierKey verifier_key(std::string name, Algorithm algorithm, const crypto::PublicKey& key);

KeyId key_id(const VerifierKey& key);
std::string to_text(const VerifierKey& key);
// Refuses a text whose key id is not that of its key.
Result<VerifierKey> parse_verifier_key(std::string_view text);

}  // namespace tocsin::tlog
