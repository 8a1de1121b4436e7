#include "probes/batch/close_policy.h"

#include <algorithm>

namespace tocsin::probe {
namespace {

constexpr Duration minute = std::chrono::minutes(1);

}  // namespace

ClosePolicy::ClosePolicy(const plan::Plan& plan, MonotonicTime opened_at)
    : period_(plan.batch_every), early_(plan.early_close), opened_at_(opened_at) {}

MonotonicTime ClosePolicy::next() const {
  return wants_early_ ? std::min(period_ends_at(), early_allowed_at()) : period_ends_at();
}

// The last so many early closes must not lie within one minute.
MonotonicTime ClosePolicy::early_allowed_at() const {
  if (early_.per_minute_max == 0) return period_ends_at();
  const auto apart = opened_at_ + early_.at_least_apart;
  if (early_closes_.size() < early_.per_minute_max) return apart;
  return std::max(apart, early_closes_.front() + minute);
}

void ClosePolicy::closed(MonotonicTime now) {
  if (now < period_ends_at()) early_closes_.push_back(now);
  while (early_closes_.size() > early_.per_minute_max) early_closes_.pop_front();
  opened_at_ = now;
  wants_early_ = false;
}

}  // namespace tocsin::probe
