// The one seam through which code gets randomness. The real source is core/system's.
#pragma once

#include <span>

#include "core/base/bytes.h"

namespace tocsin {

class Entropy {
 public:
  virtual ~Entropy() = default;
  virtual void fill(std::span<std::uint8_t> out) = 0;  // every octet; never fails

  std::uint16_t u16() { return static_cast<std::uint16_t>(bits(2)); }
  std::uint64_t u64() { return bits(8); }

 private:
  std::uint64_t bits(std::size_t width) {
    ByteArray<8> bytes{};
    fill(std::span(bytes).first(width));
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < width; ++i) value = value << 8 | bytes[i];
    return value;
  }
};

}  // namespace tocsin
