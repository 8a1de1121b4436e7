// An order of the numbers 0 to count - 1 that looks random and of which each place can be computed
// alone: so that every probe knows its own part of what the whole fleet does, and nobody has to
// hold all of it. A Feistel network over the next power of four, walked until it is in range (Black
// and Rogaway 2002, "Ciphers with Arbitrary Finite Domains", cycle walking). Equal label, seed and
// count give the equal order on every machine.
//
// It spreads load and hides nothing: label and seed are public.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

#include "core/base/bytes.h"

namespace tocsin::plan {

class Permutation {
 public:
  // `count` is at least 1 and at most 2^32.
  Permutation(std::string_view label, ByteView seed, std::uint64_t count);

  std::uint64_t count() const { return count_; }

  // The place of `number`, which is below `count`: another one for each number.
  std::uint64_t place_of(std::uint64_t number) const;

 private:
  std::uint64_t shuffled(std::uint64_t number) const;

  std::array<std::uint64_t, 4> keys_{};
  std::uint64_t count_;
  unsigned half_bits_ = 1;
};

}  // namespace tocsin::plan
