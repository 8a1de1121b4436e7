// Choices that look random and can be drawn again by whoever knows the seed: SHA-256 over a label,
// the seed and a counter, taken eight bytes at a time. Equal label and seed give equal choices, on
// every machine, so that nobody has to believe that a choice was made by chance.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <utility>

#include "core/base/bytes.h"
#include "core/base/digest.h"

namespace tocsin::plan {

class Lot {
 public:
  // The label says what is drawn, so that one seed serves for several things.
  Lot(std::string_view label, ByteView seed);

  // Each of 0 to count - 1 equally likely; `count` is at least 1.
  std::uint64_t below(std::uint64_t count);

 private:
  std::uint64_t next();

  Digest seed_;
  Digest block_{};
  std::uint64_t blocks_ = 0;
  std::size_t used_ = sizeof(Digest);
};

// Moves `count` of the items, or all where there are fewer, to the front in drawn order
// (Fisher-Yates).
template <class T>
void draw_to_front(std::span<T> items, std::size_t count, Lot& lot) {
  for (std::size_t i = 0; i < count && i < items.size(); ++i) {
    std::swap(items[i], items[i + lot.below(items.size() - i)]);
  }
}

}  // namespace tocsin::plan
