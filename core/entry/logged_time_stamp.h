// A time-stamp (core/crypto/timestamp.h) of a checkpoint that is in the log
// (docs/formats/timestamp.md). Its imprint is the SHA-256 of that entry's body.
#pragma once

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/cbor/fault.h"

namespace tocsin::entry {

struct LoggedTimeStamp {
  std::uint64_t checkpoint = 0;  // the index of the checkpoint's entry
  ByteView token;
};

// The token is within crypto::timestamp_bytes_max.
Bytes encode(const LoggedTimeStamp& stamp);
Result<LoggedTimeStamp, cbor::DecodeError> decode_time_stamp(ByteView bytes);

}  // namespace tocsin::entry
