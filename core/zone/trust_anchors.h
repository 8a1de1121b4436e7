// In whom the verification of a root zone starts: digests of its key-signing keys.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/time.h"

namespace tocsin::zone {

struct TrustAnchor {
  std::uint16_t key_tag = 0;
  std::uint8_t algorithm = 0;
  std::uint8_t digest_type = 0;  // 2 is SHA-256, 4 SHA-384; SHA-1 is not accepted
  Bytes digest;
  // RFC 9718 section 2.1.3: outside of this an anchor is not to be used.
  std::optional<WallTime> from = {};
  std::optional<WallTime> until = {};

  bool holds_at(WallTime time) const {
    return (!from || *from <= time) && (!until || time < *until);
  }
};

using TrustAnchors = std::vector<TrustAnchor>;

// DS or DNSKEY records of the root in presentation form, as in Debian's dns-root-data (root.ds,
// root.key), or IANA's root-anchors.xml (RFC 9718), told apart by its "<TrustAnchor". An anchor of
// a kind that we do not use is left out; a text that gives none is an error.
Result<TrustAnchors> anchors_from(std::string_view text);

// KSK-2017 (20326) and KSK-2024 (38696), as IANA publishes them, without times.
const TrustAnchors& iana_anchors();

}  // namespace tocsin::zone
