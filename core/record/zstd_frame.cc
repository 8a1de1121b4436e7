#include "core/record/zstd_frame.h"

#include <zstd.h>

#include "core/base/check.h"

namespace tocsin::record {
namespace {

// Batches are small and few: the better ratio costs a probe less than a millisecond each.
constexpr int level = 9;

}  // namespace

Bytes compress(ByteView plain) {
  Bytes frame(ZSTD_compressBound(plain.size()));
  const auto size = ZSTD_compress(frame.data(), frame.size(), plain.data(), plain.size(), level);
  check(ZSTD_isError(size) == 0, "zstd compresses into the bound that it gives");
  frame.resize(size);
  frame.shrink_to_fit();
  return frame;
}

std::optional<Bytes> decompress(ByteView frame, std::size_t plain_size) {
  if (ZSTD_getFrameContentSize(frame.data(), frame.size()) != plain_size) return std::nullopt;
  if (ZSTD_findFrameCompressedSize(frame.data(), frame.size()) != frame.size()) return std::nullopt;
  Bytes plain(plain_size);
  const auto size = ZSTD_decompress(plain.data(), plain.size(), frame.data(), frame.size());
  if (size != plain_size) return std::nullopt;
  return plain;
}

}  // namespace tocsin::record
