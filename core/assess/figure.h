// One published number: what it is, what it is held against, and how sure it is. Exact: nothing is
// rounded before it is printed.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace tocsin::assess {

// Not reduced: 28 of 30 says more than 14 of 15.
struct Ratio {
  std::uint64_t numerator = 0;
  std::uint64_t denominator = 1;  // never zero

  bool operator==(const Ratio&) const = default;
  double value() const { return static_cast<double>(numerator) / static_cast<double>(denominator); }
};

// Both sides fit 64 bits when multiplied crosswise: thresholds have denominators of at most a
// million, and a month has fewer than 2^32 measurements.
bool less(const Ratio& a, const Ratio& b);

enum class Unit : std::uint8_t { fraction, milliseconds, minutes };
std::string_view name_of(Unit unit);

enum class Sense : std::uint8_t { at_least, at_most };

struct Threshold {
  Ratio limit;
  Sense sense{};

  bool is_met_by(const Ratio& value) const;
  bool operator==(const Threshold&) const = default;
};

// `inconclusive`: what is missing could turn it.
enum class FigureVerdict : std::uint8_t { pass, fail, inconclusive, no_data };
std::string_view name_of(FigureVerdict verdict);

struct Figure {
  Unit unit{};
  Threshold threshold;
  std::optional<Ratio> value = {};  // of what was measured; nothing where nothing was
  std::uint64_t count = 0;          // measurements that it is made of
  // With all that is missing as bad, and as good, as it could have been; the smaller number first.
  // No upper bound: nothing says how long it can have been.
  Ratio low = {};
  std::optional<Ratio> high = {};

  FigureVerdict verdict() const;
  bool operator==(const Figure&) const = default;
};

}  // namespace tocsin::assess
