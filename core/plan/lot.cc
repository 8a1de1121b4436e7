#include "core/plan/lot.h"

#include <limits>

#include "core/base/check.h"
#include "core/crypto/sha256.h"

namespace tocsin::plan {

Lot::Lot(std::string_view label, ByteView seed) {
  Bytes bytes;
  append(bytes, as_bytes(label));
  bytes.push_back(0);  // no label is the beginning of another with its seed
  append(bytes, seed);
  seed_ = crypto::sha256(bytes);
}

// Numbers above the last multiple of `count` are drawn again, so that none is likelier.
std::uint64_t Lot::below(std::uint64_t count) {
  check(count > 0, "a lot is drawn from something");
  constexpr auto max = std::numeric_limits<std::uint64_t>::max();
  const auto surplus = (max % count + 1) % count;
  for (;;) {
    const auto drawn = next();
    if (drawn <= max - surplus) return drawn % count;
  }
}

std::uint64_t Lot::next() {
  if (used_ == block_.size()) {
    Bytes bytes(seed_.begin(), seed_.end());
    append_be64(bytes, blocks_++);
    block_ = crypto::sha256(bytes);
    used_ = 0;
  }
  const auto value = Cursor(ByteView(block_).subspan(used_)).take_be64();
  used_ += sizeof(std::uint64_t);
  return *value;
}

}  // namespace tocsin::plan
