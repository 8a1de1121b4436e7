#include "core/assess/median.h"

#include <algorithm>

namespace tocsin::assess {
namespace {

template <class Number>
Number nth(std::vector<Number>& numbers, std::uint64_t n) {
  const auto at = numbers.begin() + static_cast<std::ptrdiff_t>(n);
  std::ranges::nth_element(numbers, at);
  return *at;
}

// `number_at(i)` is the i-th smallest of `size` numbers.
template <class NumberAt>
std::optional<Ratio> middle(std::uint64_t size, std::uint64_t none, const NumberAt& number_at) {
  if (size == 0) return std::nullopt;
  const std::uint64_t upper = number_at(size / 2);
  const std::uint64_t lower = size % 2 == 1 ? upper : number_at(size / 2 - 1);
  if (upper == none) return std::nullopt;
  return Ratio{lower + upper, 2};
}

}  // namespace

template <class Number>
std::optional<Ratio> median_of(std::vector<Number>& numbers) {
  return middle(numbers.size(), std::numeric_limits<Number>::max(), [&](std::uint64_t i) {
    return nth(numbers, i);
  });
}
template std::optional<Ratio> median_of(std::vector<std::uint32_t>& numbers);
template std::optional<Ratio> median_of(std::vector<std::uint64_t>& numbers);

std::optional<Ratio> median_with_lower(std::vector<std::uint32_t>& numbers, More more) {
  return middle(numbers.size() + more.count, unbounded, [&](std::uint64_t i) {
    return i < more.count ? more.number : nth(numbers, i - more.count);
  });
}

std::optional<Ratio> median_with_higher(std::vector<std::uint32_t>& numbers, More more) {
  return middle(numbers.size() + more.count, unbounded, [&](std::uint64_t i) {
    return i < numbers.size() ? nth(numbers, i) : more.number;
  });
}

std::optional<Ratio> scaled(const std::optional<Ratio>& ratio, Ratio by) {
  if (!ratio) return std::nullopt;
  return Ratio{ratio->numerator * by.numerator, ratio->denominator * by.denominator};
}

}  // namespace tocsin::assess
