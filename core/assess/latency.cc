#include "core/assess/latency.h"

#include <algorithm>
#include <utility>

#include "core/assess/availability.h"
#include "core/assess/median.h"
#include "core/assess/thresholds.h"

namespace tocsin::assess {
namespace {

constexpr std::uint32_t no_time = 0;
constexpr std::uint32_t timeout = 4'000'000'000;  // nanoseconds
constexpr Ratio nanoseconds_in_milliseconds{1, 1'000'000};

Figure latency(Threshold threshold) {
  return {.unit = Unit::milliseconds, .threshold = threshold};
}

std::optional<Ratio> in_milliseconds(const std::optional<Ratio>& nanoseconds) {
  return scaled(nanoseconds, nanoseconds_in_milliseconds);
}

using Times = std::vector<std::uint32_t>;

// The lowest k times of one vantage point in one interval, three times: of what was measured, and
// with what is missing as fast and as slow as it can have been.
struct Lowest {
  Times value;
  Times low;
  Times high;

  void clear() {
    value.clear();
    low.clear();
    high.clear();
  }

  // `times` is the measured ones, ascending.
  void add(std::span<const std::uint32_t> times, std::size_t missing, std::size_t k) {
    const auto measured = std::min(times.size(), k);
    append(value, times.first(measured));
    const auto fast = std::min(missing, k);
    low.insert(low.end(), fast, no_time);
    append(low, times.first(std::min(times.size(), k - fast)));
    append(high, times.first(measured));
    high.insert(high.end(), std::min(missing, k - measured), timeout);
  }

 private:
  static void append(Times& to, std::span<const std::uint32_t> times) {
    to.insert(to.end(), times.begin(), times.end());
  }
};

// Of one vantage point and path, by RSI; nullptr where there is none.
struct Row {
  std::vector<const SoaSeries*> rsis;
  const LeftOut* left_out = nullptr;
};
using Rows = std::vector<Row>;

Rows rows_of(const MonthColumns& columns, std::span<const char> rsis, std::size_t path) {
  Rows rows;
  for (const auto vantage_point : vantage_points_of(columns, path)) {
    auto& row = rows.emplace_back(Row{{}, &columns.left_out(vantage_point)});
    for (const char rsi : rsis) row.rsis.push_back(columns.soa(vantage_point, rsi, path));
  }
  return rows;
}

void add_interval(Lowest& lowest,
                  const Row& row,
                  std::span<const char> rsis,
                  std::size_t interval,
                  std::size_t k) {
  if (row.left_out->has_all(rsis, interval)) return;
  std::array<std::uint32_t, rsi_max> times{};
  std::size_t count = 0;
  std::size_t missing = 0;
  for (std::size_t i = 0; i < rsis.size(); ++i) {
    const auto* series = row.rsis[i];
    const bool known = series != nullptr && !row.left_out->has(rsis[i], interval);
    const auto state = known ? series->state[interval] : SoaState::missing;
    if (state == SoaState::available) times[count++] = series->rtt[interval];
    missing += state == SoaState::missing ? 1 : 0;
  }
  const auto measured = std::span(times).first(count);
  std::ranges::sort(measured);
  lowest.add(measured, missing, k);
}

// Medians of intervals, doubled, so that they stay whole numbers.
class IntervalMedians {
 public:
  void add(Times times) {
    if (const auto median = median_of(times)) doubled_.push_back(median->numerator);
  }

  std::optional<Ratio> median() {
    const auto of_doubled = median_of(doubled_);
    return in_milliseconds(scaled(of_doubled, {1, 2}));
  }

 private:
  std::vector<std::uint64_t> doubled_;
};

void append(Times& to, const Times& times) {
  to.insert(to.end(), times.begin(), times.end());
}

// Both readings over a whole month.
class MonthOfLowest {
 public:
  void add(const Lowest& interval) {
    append(pool_.value, interval.value);
    append(pool_.low, interval.low);
    append(pool_.high, interval.high);
    value_.add(interval.value);
    low_.add(interval.low);
    high_.add(interval.high);
  }

  RssLatency figures(Threshold threshold) {
    RssLatency result{latency(threshold), latency(threshold)};
    result.pooled.count = pool_.value.size();
    result.intervals.count = pool_.value.size();
    if (pool_.value.empty()) return result;
    result.pooled.value = in_milliseconds(median_of(pool_.value));
    result.pooled.low = *in_milliseconds(median_of(pool_.low));
    result.pooled.high = in_milliseconds(median_of(pool_.high));
    result.intervals.value = value_.median();
    result.intervals.low = *low_.median();
    result.intervals.high = high_.median();
    return result;
  }

 private:
  Lowest pool_;
  IntervalMedians value_;
  IntervalMedians low_;
  IntervalMedians high_;
};

}  // namespace

std::optional<MedianTime> median_time(ResponseTimes times) {
  auto& [measured, missing] = times;
  const auto value = in_milliseconds(median_of(measured));
  if (!value) return std::nullopt;
  const auto low = in_milliseconds(median_with_lower(measured, {missing, no_time}));
  const auto high = in_milliseconds(median_with_higher(measured, {missing, timeout}));
  return MedianTime{*value, *low, *high};
}

Figure rsi_latency(const MonthColumns& columns, char rsi, std::size_t path) {
  auto figure = latency(rsi_latency_threshold(paths[path].transport));
  ResponseTimes times;
  for (const auto vantage_point : vantage_points_of(columns, path)) {
    const auto* series = columns.soa(vantage_point, rsi, path);
    const auto& left_out = columns.left_out(vantage_point);
    for (std::size_t i = 0; i < columns.month().intervals(); ++i) {
      if (left_out.has(rsi, i)) continue;
      const auto state = series == nullptr ? SoaState::missing : series->state[i];
      if (state == SoaState::available) times.measured.push_back(series->rtt[i]);
      times.missing += state == SoaState::missing ? 1 : 0;
    }
  }
  figure.count = times.measured.size();
  const auto median = median_time(std::move(times));
  if (!median) return figure;
  figure.value = median->value;
  figure.low = median->low;
  figure.high = median->high;
  return figure;
}

RssLatency rss_latency(const MonthColumns& columns, std::span<const char> rsis, std::size_t path) {
  const auto k = needed_of(static_cast<std::uint32_t>(rsis.size()));
  const auto rows = rows_of(columns, rsis, path);
  MonthOfLowest month;
  Lowest interval;
  for (std::size_t i = 0; i < columns.month().intervals(); ++i) {
    interval.clear();
    for (const auto& row : rows) add_interval(interval, row, rsis, i, k);
    month.add(interval);
  }
  return month.figures(rss_latency_threshold(paths[path].transport));
}

}  // namespace tocsin::assess
