// What a delayed cable does to a frame in one direction. Pure and seeded: the same seed and the
// same frames give the same fates.
#pragma once

#include <chrono>
#include <cstdint>
#include <vector>

namespace tocsin::lab {

using std::chrono::microseconds;

struct Impairment {
  microseconds delay{};
  microseconds jitter{};  // added to the delay, evenly from 0 to this
  double loss = 0;        // these four are probabilities
  double duplicate = 0;
  double reorder = 0;  // held half as long, and so ahead of earlier frames
};

struct Copy {
  microseconds hold{};
  enum class Order { kept, free } order = Order::kept;  // kept: not before an earlier frame
};

// SplitMix64 (Steele, Lea, Flood 2014): small, seedable, good enough for fates.
class Fates {
 public:
  explicit Fates(std::uint64_t seed) : state_(seed) {}

  // The copies of one frame that arrive: none, one or two.
  std::vector<Copy> next(const Impairment& impairment);

 private:
  double chance();
  Copy copy(const Impairment& impairment);

  std::uint64_t state_;
};

}  // namespace tocsin::lab
