// CRC-32C (Castagnoli, RFC 3720 appendix B.4): finds torn and flipped bytes; it proves nothing
// against an adversary, which is what signatures and digests are for.
#pragma once

#include "core/base/bytes.h"

namespace tocsin::durable {

// Of `bytes`, going on from the checksum of what came before (0 at the start).
std::uint32_t crc32c(ByteView bytes, std::uint32_t before = 0);

}  // namespace tocsin::durable
