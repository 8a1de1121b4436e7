// Ed25519 public keys as people hand them over: 32 bytes in Base64, as configurations have them, or
// in hexadecimal.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/crypto/ed25519.h"

namespace tocsin::crypto {

std::string to_text(const PublicKey& key);                        // Base64
std::optional<PublicKey> public_key_from(std::string_view text);  // either

}  // namespace tocsin::crypto
