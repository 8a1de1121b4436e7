#include "audit/figure_text.h"

namespace tocsin::audit {
namespace {

using assess::Figure;
using assess::Ratio;
using assess::Unit;

constexpr std::uint64_t decimals = 100'000;

// With up to five decimals.
std::string number_text(const Ratio& ratio) {
  const auto whole = ratio.numerator / ratio.denominator;
  const auto rest = ratio.numerator % ratio.denominator;
  auto fraction = std::to_string(decimals + rest * decimals / ratio.denominator).substr(1);
  fraction.erase(fraction.find_last_not_of('0') + 1);
  return std::to_string(whole) + (fraction.empty() ? "" : "." + fraction);
}

}  // namespace

std::string text_of(const Ratio& ratio, Unit unit) {
  if (unit != Unit::fraction) return number_text(ratio) + " " + std::string(name_of(unit));
  return number_text({ratio.numerator * 100, ratio.denominator}) + " %";
}

std::string value_text(const Figure& figure) {
  return figure.value ? text_of(*figure.value, figure.unit) : "-";
}

std::string bounds_text(const Figure& figure) {
  if (!figure.value) return "-";
  const auto low = text_of(figure.low, figure.unit);
  if (!figure.high) return low + " or more";
  return low + " to " + text_of(*figure.high, figure.unit);
}

std::string threshold_text(const Figure& figure) {
  const bool least = figure.threshold.sense == assess::Sense::at_least;
  return (least ? "at least " : "at most ") + text_of(figure.threshold.limit, figure.unit);
}

}  // namespace tocsin::audit
