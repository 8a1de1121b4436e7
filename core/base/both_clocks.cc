#include "core/base/both_clocks.h"

#include <cmath>

namespace tocsin {
namespace {

constexpr int attempts = 3;
// Three looks at a clock take a tenth of it.
constexpr Duration narrow = std::chrono::microseconds(1);

BothClocks read_once(const Clock& clock) {
  const auto before = clock.monotonic();
  const auto wall = clock.wall();
  return {.before = before, .wall = wall, .after = clock.monotonic()};
}

}  // namespace

BothClocks read_both(const Clock& clock) {
  auto narrowest = read_once(clock);
  for (int i = 1; i < attempts && narrowest.width() > narrow; ++i) {
    const auto again = read_once(clock);
    if (again.width() < narrowest.width()) narrowest = again;
  }
  return narrowest;
}

Duration moved_by(const BothClocks& earlier, const BothClocks& later, WallRate rate) {
  const auto passed = later.middle() - earlier.middle();
  const auto gained = (later.wall - earlier.wall) - passed;
  const double expected = static_cast<double>(passed.count()) * (rate.wall_per_monotonic - 1);
  return gained - Duration(std::llround(expected));
}

}  // namespace tocsin
