// A calendar month in UTC, cut into the five-minute intervals of RSSAC047 [wyn, ver, jps].
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/base/time.h"

namespace tocsin::assess {

inline constexpr Duration interval_length = std::chrono::minutes(5);

// Of the interval that this moment is in: months begin with one.
WallTime interval_begin(WallTime time);

struct Place {
  std::uint32_t interval = 0;
  Duration offset{};  // from its start
};

struct Intervals {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;  // not included
};

class Month {
 public:
  // "2026-11"; from 1970 to 2261, the last whole year that WallTime can say.
  static std::optional<Month> from_text(std::string_view text);
  std::string to_text() const;

  std::uint32_t intervals() const;  // at most 8,928
  WallTime begin() const { return begin_; }
  WallTime end() const { return end_; }
  std::optional<Place> place_of(WallTime time) const;  // nothing outside of the month
  // Those that this span touches; none where it has no time in the month.
  Intervals touched_by(WallTime from, WallTime until) const;

  bool operator==(const Month&) const = default;

 private:
  Month(WallTime begin, WallTime end) : begin_(begin), end_(end) {}

  WallTime begin_;
  WallTime end_;
};

}  // namespace tocsin::assess
