#include "core/assess/figure.h"

namespace tocsin::assess {

bool less(const Ratio& a, const Ratio& b) {
  return a.numerator * b.denominator < b.numerator * a.denominator;
}

std::string_view name_of(Unit unit) {
  constexpr std::string_view names[] = {"fraction", "ms", "min"};
  return names[static_cast<std::size_t>(unit)];
}

std::string_view name_of(FigureVerdict verdict) {
  constexpr std::string_view names[] = {"pass", "fail", "inconclusive", "no-data"};
  return names[static_cast<std::size_t>(verdict)];
}

bool Threshold::is_met_by(const Ratio& value) const {
  return sense == Sense::at_least ? !less(value, limit) : !less(limit, value);
}

FigureVerdict Figure::verdict() const {
  if (!value) return FigureVerdict::no_data;
  const bool low_meets = threshold.is_met_by(low);
  const bool high_meets = high ? threshold.is_met_by(*high) : threshold.sense == Sense::at_least;
  if (low_meets != high_meets) return FigureVerdict::inconclusive;
  return low_meets ? FigureVerdict::pass : FigureVerdict::fail;
}

}  // namespace tocsin::assess
