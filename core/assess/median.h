// The median of many whole numbers, exactly, and where it would lie if more of them were known.
#pragma once

#include <cstdint>
#include <limits>
#include <optional>
#include <vector>

#include "core/assess/figure.h"

namespace tocsin::assess {

// Stands for a number that has no upper bound.
inline constexpr std::uint32_t unbounded = std::numeric_limits<std::uint32_t>::max();

// The middle one, or half the sum of the two in the middle. Of no numbers there is none; nor where
// one in the middle is `unbounded`. Reorders its argument.
template <class Number>
std::optional<Ratio> median_of(std::vector<Number>& numbers);

// The same with so many more numbers below, or above, all others. Reorders its argument.
struct More {
  std::uint64_t count = 0;
  std::uint32_t number = 0;
};
std::optional<Ratio> median_with_lower(std::vector<std::uint32_t>& numbers, More more);
std::optional<Ratio> median_with_higher(std::vector<std::uint32_t>& numbers, More more);

// The same value in another unit: nanoseconds in milliseconds, intervals in minutes.
std::optional<Ratio> scaled(const std::optional<Ratio>& ratio, Ratio by);

}  // namespace tocsin::assess
