// A reply as payloads keep it: what is the query's own and the instance's name masked
// (reply_mask.h), each distinct one once per probe and day, and named by its digest ever after.
#pragma once

#include "core/base/bytes.h"
#include "core/base/digest.h"

namespace tocsin::record {

// At most this much of a reply is kept; of a longer one also its length, and the digest of all.
inline constexpr std::size_t reply_bytes_max = 4096;

struct Reply {
  Digest digest{};          // SHA-256 of the whole masked reply
  std::uint32_t bytes = 0;  // of the whole; zero where this payload does not keep it
  Bytes kept;               // its beginning; empty: an earlier payload of this probe and day has it

  bool operator==(const Reply&) const = default;
};

// Masks, digests and cuts.
Reply reply_from(Bytes as_received);

}  // namespace tocsin::record
