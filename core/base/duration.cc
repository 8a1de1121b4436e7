#include "core/base/duration.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace tocsin {
namespace {

using namespace std::chrono_literals;

struct Unit {
  std::string_view name;
  Duration length;
};

// Largest first, so that a duration is written in the largest unit that it is a multiple of.
constexpr std::array<Unit, 6> units{
    {{"h", 1h}, {"m", 1min}, {"s", 1s}, {"ms", 1ms}, {"us", 1us}, {"ns", 1ns}}};

}  // namespace

std::optional<Duration> duration_from(std::string_view text) {
  const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
  std::int64_t count = 0;
  const auto [stop, error] = std::from_chars(text.data(), text.data() + digits, count);
  const auto unit = std::ranges::find(units, text.substr(digits), &Unit::name);
  if (error != std::errc{} || unit == units.end()) return std::nullopt;
  if (count > Duration::max() / unit->length) return std::nullopt;
  return count * unit->length;
}

std::string to_text(Duration duration) {
  if (duration == 0ns) return "0s";
  const auto fits = [&](const Unit& unit) { return duration % unit.length == 0ns; };
  const auto unit = std::ranges::find_if(units, fits);
  return std::to_string(duration / unit->length) + std::string(unit->name);
}

}  // namespace tocsin
