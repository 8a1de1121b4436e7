#include "core/assess/availability.h"

#include <algorithm>

#include "core/assess/thresholds.h"

namespace tocsin::assess {
namespace {

struct Tally {
  std::uint64_t available = 0;
  std::uint64_t measured = 0;
  std::uint64_t expected = 0;

  // nullptr: nothing was measured of this RSI.
  void add(const SoaSeries* series, const LeftOut& left_out, char rsi, std::size_t intervals) {
    for (std::size_t i = 0; i < intervals; ++i) {
      if (left_out.has(rsi, i)) continue;
      ++expected;
      const auto state = series == nullptr ? SoaState::missing : series->state[i];
      available += state == SoaState::available ? 1 : 0;
      measured += state != SoaState::missing ? 1 : 0;
    }
  }
};

Figure availability(Threshold threshold) {
  return {.unit = Unit::fraction, .threshold = threshold};
}

// For one vantage point, by interval.
struct Reached {
  std::vector<std::uint8_t> available;
  std::vector<std::uint8_t> measured;
};

Reached reached_by(const MonthColumns& columns,
                   std::size_t vantage_point,
                   std::span<const char> rsis,
                   std::size_t path) {
  const auto intervals = columns.month().intervals();
  const auto& left_out = columns.left_out(vantage_point);
  Reached reached{std::vector<std::uint8_t>(intervals), std::vector<std::uint8_t>(intervals)};
  for (const char rsi : rsis) {
    const auto* series = columns.soa(vantage_point, rsi, path);
    if (series == nullptr) continue;
    for (std::size_t i = 0; i < intervals; ++i) {
      if (left_out.has(rsi, i)) continue;
      reached.available[i] += series->state[i] == SoaState::available ? 1 : 0;
      reached.measured[i] += series->state[i] != SoaState::missing ? 1 : 0;
    }
  }
  return reached;
}

struct Sums {
  std::uint64_t value = 0;
  std::uint64_t value_of = 0;
  std::uint64_t count = 0;
  std::uint64_t low = 0;
  std::uint64_t high = 0;
  std::uint64_t of = 0;

  void add(std::uint64_t available, std::uint64_t measured, std::uint64_t all, std::uint64_t k) {
    const auto least = std::min(k, available);
    const auto most = std::min(k, available + all - measured);
    low += least;
    high += most;
    of += k;
    value += least;
    value_of += std::min(k, measured);
    count += measured;
  }
};

}  // namespace

std::vector<std::size_t> vantage_points_of(const MonthColumns& columns, std::size_t path) {
  std::vector<std::size_t> found;
  const auto rsis = columns.rsis();
  for (std::size_t i = 0; i < columns.vantage_point_count(); ++i) {
    const auto measured = [&](char rsi) { return columns.soa(i, rsi, path) != nullptr; };
    if (std::ranges::any_of(rsis, measured)) found.push_back(i);
  }
  return found;
}

Figure rsi_availability(const MonthColumns& columns,
                        std::span<const char> rsis,
                        char rsi,
                        std::size_t path) {
  auto figure = availability(rsi_availability_threshold(static_cast<std::uint32_t>(rsis.size())));
  Tally all;
  for (const auto vantage_point : vantage_points_of(columns, path)) {
    all.add(columns.soa(vantage_point, rsi, path),
            columns.left_out(vantage_point),
            rsi,
            columns.month().intervals());
  }
  if (all.measured == 0) return figure;
  figure.value = Ratio{all.available, all.measured};
  figure.count = all.measured;
  figure.low = {all.available, all.expected};
  figure.high = Ratio{all.available + all.expected - all.measured, all.expected};
  return figure;
}

Figure rss_availability(const MonthColumns& columns, std::span<const char> rsis, std::size_t path) {
  auto figure = availability(rss_availability_threshold());
  const auto k = needed_of(static_cast<std::uint32_t>(rsis.size()));
  Sums sums;
  for (const auto vantage_point : vantage_points_of(columns, path)) {
    const auto reached = reached_by(columns, vantage_point, rsis, path);
    const auto& left_out = columns.left_out(vantage_point);
    for (std::size_t i = 0; i < reached.available.size(); ++i) {
      if (left_out.has_all(rsis, i)) continue;
      sums.add(reached.available[i], reached.measured[i], rsis.size(), k);
    }
  }
  if (sums.value_of == 0) return figure;
  figure.value = Ratio{sums.value, sums.value_of};
  figure.count = sums.count;
  figure.low = {sums.low, sums.of};
  figure.high = Ratio{sums.high, sums.of};
  return figure;
}

}  // namespace tocsin::assess
