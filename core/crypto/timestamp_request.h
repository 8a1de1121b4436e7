// What an authority is asked with for a time-stamp, and the token out of what it answers (RFC 3161
// section 2.4). Bytes in, bytes out; whoever asks moves them.
#pragma once

#include "core/crypto/timestamp.h"

namespace tocsin::crypto {

// A TimeStampReq for a SHA-256, which asks for the certificates too.
Bytes timestamp_request(const Digest& imprint, std::uint64_t nonce);

// The token in a TimeStampResp, where one is granted. Nothing is verified.
TimestampResult<Bytes> token_in(ByteView response);

}  // namespace tocsin::crypto
