// An entry bundle: up to 256 entries, each behind its length in 16 bits (C2SP tlog-tiles).
#pragma once

#include <optional>
#include <vector>

#include "core/base/bytes.h"
#include "core/tlog/tile.h"

namespace tocsin::tlog {

inline constexpr std::size_t bundle_entry_bytes_max = 65'535;

// Appends one entry; it is no longer than that.
void append_entry(Bytes& bundle, ByteView entry);

// The entries, as views into the bundle; nothing where its end is torn, or where there are more
// than a bundle holds.
std::optional<std::vector<ByteView>> decode_bundle(ByteView bundle);

}  // namespace tocsin::tlog
