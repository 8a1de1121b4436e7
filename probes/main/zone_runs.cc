#include "probes/main/zone_runs.h"

#include <utility>

namespace tocsin::probe {

void ZoneRuns::begin(const plan::TargetSet& targets) {
  const auto before = std::exchange(current_, make_(targets));
  if (before) {
    before->retire();
    current_->begin_after(*before);
  }
  loops_.spawn(run(current_));
}

void ZoneRuns::finish() {
  if (current_) current_->finish();
}

net::Task<> ZoneRuns::run(Shared run) {
  co_await run->run();
  if (run == current_) co_return;
  left_out_ += run->left_out();
  last_batch_ = run->status().last_batch;
}

PlanStatus ZoneRuns::status() const {
  PlanStatus status{.name = plan_, .last_batch = last_batch_, .left_out = left_out()};
  if (!current_) return status;
  const auto newest = current_->status().last_batch;
  if (newest) status.last_batch = newest;
  return status;
}

plan::NotMeasuredCounts ZoneRuns::left_out() const {
  auto counts = left_out_;
  if (current_) counts += current_->left_out();
  return counts;
}

}  // namespace tocsin::probe
