// One zstd frame (RFC 8878) that states its content's size. Only this and zstd_stream see <zstd.h>.
#pragma once

#include <optional>

#include "core/base/bytes.h"

namespace tocsin::record {

Bytes compress(ByteView plain);

// Nothing unless the bytes are exactly one frame whose content has exactly `plain_size` bytes.
// Never allocates more than that, whatever the frame says.
std::optional<Bytes> decompress(ByteView frame, std::size_t plain_size);

// The same of content whose size the frame alone tells, if it is at most so much.
std::optional<Bytes> decompress_at_most(ByteView frame, std::size_t plain_size_max);

}  // namespace tocsin::record
