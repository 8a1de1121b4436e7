#include "probes/main/zone_runs.h"

namespace tocsin::probe {

void ZoneRuns::begin(const plan::TargetSet& targets) {
  if (current_) current_->retire();
  current_ = make_(targets);
  loops_.spawn(run(current_));
}

net::Task<> ZoneRuns::run(Shared run) {
  co_await run->run();
  if (run != current_) left_out_ += run->left_out();
}

plan::NotMeasuredCounts ZoneRuns::left_out() const {
  auto counts = left_out_;
  if (current_) counts += current_->left_out();
  return counts;
}

}  // namespace tocsin::probe
