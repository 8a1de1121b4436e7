#include "core/assess/month.h"

#include <algorithm>

namespace tocsin::assess {
namespace {

constexpr int last_year = 2261;

std::optional<int> digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = 10 * value + (c - '0');
  }
  return value;
}

WallTime first_of(std::chrono::year_month month) {
  return {std::chrono::sys_days(month / 1).time_since_epoch()};
}

}  // namespace

WallTime interval_begin(WallTime time) {
  using FiveMinutes = std::chrono::duration<std::int64_t, std::ratio<300>>;
  static_assert(FiveMinutes(1) == interval_length);
  return {std::chrono::floor<FiveMinutes>(time.since_epoch)};
}

std::optional<Month> Month::from_text(std::string_view text) {
  if (text.size() != 7 || text[4] != '-') return std::nullopt;
  const auto year = digits(text.substr(0, 4));
  const auto month = digits(text.substr(5));
  if (!year || !month || *year < 1970 || *year > last_year || *month < 1 || *month > 12) {
    return std::nullopt;
  }
  const std::chrono::year_month at{std::chrono::year(*year),
                                   std::chrono::month(static_cast<unsigned>(*month))};
  return Month(first_of(at), first_of(at + std::chrono::months(1)));
}

std::string Month::to_text() const {
  return to_rfc3339(begin_).substr(0, 7);
}

std::uint32_t Month::intervals() const {
  return static_cast<std::uint32_t>((end_ - begin_) / interval_length);
}

std::optional<Place> Month::place_of(WallTime time) const {
  if (time < begin_ || time >= end_) return std::nullopt;
  const auto since = time - begin_;
  return Place{static_cast<std::uint32_t>(since / interval_length), since % interval_length};
}

Intervals Month::touched_by(WallTime from, WallTime until) const {
  const auto first = std::max(from, begin_);
  const auto last = std::min(until, end_);
  if (last <= first) return {};
  return {place_of(first)->interval, place_of(last - Duration(1))->interval + 1};
}

}  // namespace tocsin::assess
