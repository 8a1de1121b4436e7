#include "probes/batch/change_watch.h"

#include "core/record/reply_mask.h"

namespace tocsin::probe {

ChangeWatch::ChangeWatch(const plan::TargetSet& targets, std::uint32_t repeats)
    : repeats_(repeats) {
  for (const auto& endpoint : targets.endpoints) {
    is_letter_.push_back(plan::root_letter(endpoint).has_value());
  }
}

ChangeWatch::Verdict ChangeWatch::note(const record::Measurement& measurement) {
  const auto endpoint = measurement.endpoint;
  if (endpoint >= is_letter_.size() || !is_letter_[endpoint]) return Verdict::as_before;
  auto& series = series_[{endpoint, measurement.transport}];
  if (record::reply_matched(measurement.outcome) == series.answers) {
    series.contrary = 0;
    return Verdict::as_before;
  }
  if (++series.contrary < repeats_) return Verdict::as_before;
  series = {.answers = !series.answers};
  return Verdict::changed;
}

}  // namespace tocsin::probe
