#include "probes/schedule/schedule.h"

#include <algorithm>
#include <functional>
#include <utility>

#include "core/base/check.h"

namespace tocsin::probe {
namespace {

// The first slot that is not before `time`.
MonotonicTime slot_from(const Series& series, MonotonicTime time) {
  if (time.since_boot <= series.phase) return {series.phase};
  const auto since_phase = time.since_boot - series.phase;
  const auto slots = (since_phase + series.every - Duration(1)) / series.every;
  return {series.phase + slots * series.every};
}

}  // namespace

Schedule::Schedule(std::vector<Series> series, MonotonicTime now) : series_(std::move(series)) {
  for (std::size_t i = 0; i < series_.size(); ++i) {
    check(series_[i].every > late_after, "one wake-up gives at most one slot of a series");
    heap_.push_back({.at = slot_from(series_[i], now), .series = i});
  }
  std::ranges::make_heap(heap_, std::greater{});
}

MonotonicTime Schedule::next_due() const {
  return heap_.empty() ? MonotonicTime{Duration::max()} : heap_.front().at;
}

Work Schedule::take(MonotonicTime now) {
  Work work;
  while (!heap_.empty() && heap_.front().at <= now) {
    std::ranges::pop_heap(heap_, std::greater{});
    auto& [at, index] = heap_.back();
    const auto& series = series_[index];
    if (now - at < late_after) {
      work.due.push_back({.target = series.target,
                          .measure = series.measure,
                          .transport = series.transport,
                          .at = at,
                          .every = series.every});
      at = at + series.every;
    } else {
      const auto next = slot_from(series, now - late_after + Duration(1));
      work.late += static_cast<std::uint64_t>((next - at) / series.every);
      at = next;
    }
    std::ranges::push_heap(heap_, std::greater{});
  }
  return work;
}

}  // namespace tocsin::probe
