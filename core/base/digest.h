// A SHA-256 digest as a value. core/crypto computes it; here is only its shape, so that formats can
// carry digests without linking a cryptographic library.
#pragma once

#include "core/base/bytes.h"

namespace tocsin {

using Digest = ByteArray<32>;

}  // namespace tocsin
