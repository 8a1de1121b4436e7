// Any statement as a COSE_Sign1 under its own content type: sign one, open one with the key that
// must have signed it. What cannot be verified is never handed out.
#pragma once

#include <array>
#include <string_view>

#include "core/base/result.h"
#include "core/cbor/fault.h"
#include "core/crypto/ed25519.h"

namespace tocsin::record {

enum class StatementFault : std::uint8_t {
  malformed,      // not a COSE_Sign1 in our form, or its content is not the statement's
  other_kind,     // a statement of another content type
  bad_signature,  // not by this key, or changed since
};

constexpr std::string_view name_of(StatementFault fault) {
  constexpr std::array<std::string_view, 3> names{"malformed", "other_kind", "bad_signature"};
  return names[static_cast<std::size_t>(fault)];
}

Bytes sign_statement(const crypto::SigningKey& key,
                     std::string_view content_type,
                     ByteView content);

// A view of the content within `bytes`.
Result<ByteView, StatementFault> open_statement(ByteView bytes,
                                                std::string_view content_type,
                                                const crypto::PublicKey& key);

// The same without the signature checked: only to learn which key has to verify it.
Result<ByteView, StatementFault> peek_statement(ByteView bytes, std::string_view content_type);

}  // namespace tocsin::record
