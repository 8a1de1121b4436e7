// Two kinds of time that must never be mixed: monotonic time measures, wall time dates.
#pragma once

#include <chrono>
#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tocsin {

using Duration = std::chrono::nanoseconds;

// CLOCK_MONOTONIC_RAW since boot: neither stepped nor slewed. Comparable within one boot of one
// host.
struct MonotonicTime {
  Duration since_boot{};

  auto operator<=>(const MonotonicTime&) const = default;
  friend MonotonicTime operator+(MonotonicTime t, Duration d) { return {t.since_boot + d}; }
  friend MonotonicTime operator-(MonotonicTime t, Duration d) { return {t.since_boot - d}; }
  friend Duration operator-(MonotonicTime a, MonotonicTime b) {
    return a.since_boot - b.since_boot;
  }
};

// UTC as POSIX counts it (no leap seconds), since 1970-01-01. Only as good as the clock that gave
// it: whoever dates something with it also states the clock's bound (core/record).
struct WallTime {
  Duration since_epoch{};

  auto operator<=>(const WallTime&) const = default;
  friend WallTime operator+(WallTime t, Duration d) { return {t.since_epoch + d}; }
  friend WallTime operator-(WallTime t, Duration d) { return {t.since_epoch - d}; }
  friend Duration operator-(WallTime a, WallTime b) { return a.since_epoch - b.since_epoch; }
};

// RFC 3339 in UTC with nine decimals: "2026-08-19T12:00:00.000000000Z".
std::string to_rfc3339(WallTime time);

// Accepts 0 to 9 decimals and the zone "Z" only; any other text, or a date that does not exist, is
// nothing.
std::optional<WallTime> from_rfc3339(std::string_view text);

}  // namespace tocsin
