#include "probes/clock/checked_clock.h"

#include <cmath>

namespace tocsin::probe {

Duration drift_over(Duration time) {
  const auto length = static_cast<double>(std::chrono::abs(time).count());
  return Duration(static_cast<std::int64_t>(std::ceil(length * drift_ppm * 1e-6)));
}

WallTime expected_wall(const BothClocks& at, WallRate rate, MonotonicTime when) {
  const auto passed = when - at.middle();
  const double gained = static_cast<double>(passed.count()) * (rate.wall_per_monotonic - 1);
  return at.wall + passed + Duration(std::llround(gained));
}

record::ClockReading reading_of(const BothClocks& now, const std::optional<CheckedClock>& check) {
  record::ClockReading reading;
  reading.monotonic = now.middle();
  reading.wall = now.wall;
  if (!check) return reading;
  const auto age = now.middle() - check->at.middle();
  if (age > check_age_max) return reading;
  const auto doubt = (check->at.width() + now.width()) / 2 + Duration(1);
  const auto moved = std::chrono::abs(moved_by(check->at, now, check->rate));
  reading.bound = check->bound + drift_over(age) + moved + doubt;
  reading.source = check->source;
  return reading;
}

}  // namespace tocsin::probe
