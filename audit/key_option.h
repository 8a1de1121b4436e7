// A public key on the command line.
#pragma once

#include <optional>

#include "core/cli/option.h"
#include "core/crypto/public_key_text.h"

namespace tocsin::audit {

inline cli::Target into_key(std::optional<crypto::PublicKey>& key) {
  return {.set = [&key](std::string_view text) -> Status<> {
    key = crypto::public_key_from(text);
    return key ? Status<>() : fail("32 bytes in Base64 or hexadecimal");
  }};
}

}  // namespace tocsin::audit
