#include "tests/bench/acknowledge/figures.h"

#include <algorithm>
#include <sstream>

namespace tocsin::bench {
namespace {

// The least duration that so many of a hundred do not exceed.
double at(const std::vector<Duration>& sorted, std::size_t percent) {
  if (sorted.empty()) return 0;
  const auto rank = (sorted.size() * percent + 99) / 100;
  const auto found = sorted[std::max<std::size_t>(rank, 1) - 1];
  return std::chrono::duration<double, std::milli>(found).count();
}

}  // namespace

std::string figures_of(std::vector<Duration> durations) {
  std::ranges::sort(durations);
  std::ostringstream out;
  out << "{\"count\": " << durations.size() << ", \"p50_ms\": " << at(durations, 50)
      << ", \"p99_ms\": " << at(durations, 99) << ", \"max_ms\": " << at(durations, 100) << "}";
  return out.str();
}

}  // namespace tocsin::bench
