// The origins and keys under which a collector will log in years to come, said while the log that
// says it goes on: whoever believes that log need not be told the next one's key by anybody else.
// The body of a log entry (docs/formats/origins.md); of one origin the first word holds.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/cbor/fault.h"
#include "core/crypto/ed25519.h"

namespace tocsin::record {

inline constexpr std::size_t next_origins_max = 16;

// What a log may be called whose name is announced: ASCII without blanks and "+".
bool is_origin(std::string_view text);

struct NextOrigin {
  std::string origin;     // of the log, and its key's name
  crypto::PublicKey key;  // signs its acknowledgements and checkpoints
  WallTime from;          // it signs nothing that is dated before

  bool operator==(const NextOrigin&) const = default;
};

struct NextOrigins {
  std::vector<NextOrigin> origins;  // one at least; ascending, each once
  WallTime at;                      // by the collector's clock

  bool operator==(const NextOrigins&) const = default;
};

Bytes encode(const NextOrigins& said);
Result<NextOrigins, cbor::DecodeError> decode_next_origins(ByteView bytes);

}  // namespace tocsin::record
