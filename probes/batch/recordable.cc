#include "probes/batch/recordable.h"

#include <algorithm>

#include "core/record/limits.h"

namespace tocsin::probe {
namespace {

bool holds(Duration time) {
  return time >= Duration::zero() && time <= record::rtt_max;
}

bool holds(const std::optional<Duration>& time) {
  return !time || holds(*time);
}

bool holds(const record::Stray& stray) {
  return holds(stray.after);
}

bool holds(const record::HopQuery& query) {
  return (!query.notice || holds(query.notice->rtt)) && (!query.reply || holds(query.reply->rtt));
}

}  // namespace

bool is_recordable(const record::Measurement& measurement) {
  const auto all_hold = [](const auto& items) {
    return std::ranges::all_of(items, [](const auto& item) { return holds(item); });
  };
  return holds(measurement.rtt) && holds(measurement.connect) && all_hold(measurement.strays) &&
         (!measurement.trace || all_hold(measurement.trace->queries));
}

bool is_recordable(const record::Lookup& lookup) {
  return holds(lookup.took);
}

}  // namespace tocsin::probe
