#include "probes/batch/change_watch.h"

namespace tocsin::probe {
namespace {

// By the server itself, as far as anybody can tell.
bool is_answer(record::Outcome outcome) {
  return outcome == record::Outcome::answered || outcome == record::Outcome::truncated;
}

}  // namespace

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
  if (is_answer(measurement.outcome) == series.answers) {
    series.contrary = 0;
    return Verdict::as_before;
  }
  if (++series.contrary < repeats_) return Verdict::as_before;
  series = {.answers = !series.answers};
  return Verdict::changed;
}

}  // namespace tocsin::probe
