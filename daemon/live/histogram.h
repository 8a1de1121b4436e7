// Round-trip times in buckets whose bounds contain those of the service level agreements exactly,
// so that a share below a bound is exact: 150 and 300 ms (root), 250 and 500 ms (one letter by UDP
// and TCP), 500 and 1500 ms (registries), 2.5 and 7.5 s (five times these).
#pragma once

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>

#include "core/base/time.h"

namespace tocsin::collector {

struct Histogram {
  static constexpr std::array<double, 21> bounds{.001, .0025, .005, .01, .02, .03, .05,
                                                 .075, .1,    .15,  .2,  .25, .3,  .4,
                                                 .5,   .75,   1,    1.5, 2.5, 5,   7.5};

  std::array<std::uint64_t, bounds.size() + 1> counts{};  // not cumulative; the last is above all
  double sum = 0;                                         // seconds

  void observe(Duration time) {
    const double seconds = std::chrono::duration<double>(time).count();
    const auto bucket = std::lower_bound(bounds.begin(), bounds.end(), seconds);
    ++counts[static_cast<std::size_t>(bucket - bounds.begin())];
    sum += seconds;
  }

  bool operator==(const Histogram&) const = default;
};

}  // namespace tocsin::collector
