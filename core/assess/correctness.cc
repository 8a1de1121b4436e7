#include "core/assess/correctness.h"

#include <algorithm>

#include "core/assess/thresholds.h"

namespace tocsin::assess {
namespace {

struct Tally {
  std::uint64_t correct = 0;
  std::uint64_t incorrect = 0;
  std::uint64_t unknown = 0;

  // nullptr: nothing was measured of this RSI.
  void add(const CorrectnessSeries* series,
           const LeftOut& left_out,
           char rsi,
           std::size_t intervals) {
    for (std::size_t i = 0; i < intervals; ++i) {
      if (left_out.has(rsi, i)) continue;
      const auto state = series == nullptr ? CorrectnessState::missing : series->state[i];
      correct += state == CorrectnessState::correct ? 1 : 0;
      incorrect += state == CorrectnessState::incorrect ? 1 : 0;
      const bool open = state == CorrectnessState::missing || state == CorrectnessState::not_judged;
      unknown += open ? 1 : 0;
    }
  }
};

bool measures_correctness(const MonthColumns& columns, std::size_t vantage_point) {
  return std::ranges::any_of(
      columns.rsis(), [&](char rsi) { return columns.correctness(vantage_point, rsi) != nullptr; });
}

}  // namespace

Figure correctness_of(const MonthColumns& columns, std::span<const char> rsis) {
  Figure figure{.unit = Unit::fraction, .threshold = correctness_threshold()};
  Tally tally;
  for (std::size_t i = 0; i < columns.vantage_point_count(); ++i) {
    if (!measures_correctness(columns, i)) continue;
    for (const char rsi : rsis) {
      tally.add(columns.correctness(i, rsi), columns.left_out(i), rsi, columns.month().intervals());
    }
  }
  figure.count = tally.correct + tally.incorrect;
  if (figure.count == 0) return figure;
  const auto all = figure.count + tally.unknown;
  figure.value = Ratio{tally.correct, figure.count};
  figure.low = {tally.correct, all};
  figure.high = Ratio{tally.correct + tally.unknown, all};
  return figure;
}

}  // namespace tocsin::assess
