// When a batch closes: at the end of its period, empty or not, because a probe without batches
// counts as silent; earlier where something changed that should be known, but never in a flood.
// Pure: it is told the time.
#pragma once

#include <deque>

#include "core/base/time.h"
#include "core/plan/plan.h"

namespace tocsin::probe {

class ClosePolicy {
 public:
  ClosePolicy(const plan::Plan& plan, MonotonicTime opened_at);

  // Something changed: close as soon as the plan's ceilings for early closing allow.
  void want_early() { wants_early_ = true; }

  bool due(MonotonicTime now) const { return now >= next(); }
  MonotonicTime next() const;  // may come nearer with want_early()

  // The batch closed, for whatever reason, and the next one opened.
  void closed(MonotonicTime now);

 private:
  MonotonicTime early_allowed_at() const;
  MonotonicTime period_ends_at() const { return opened_at_ + period_; }

  Duration period_;
  plan::EarlyClose early_;
  MonotonicTime opened_at_;
  bool wants_early_ = false;
  std::deque<MonotonicTime> early_closes_;  // at most per_minute_max of them
};

}  // namespace tocsin::probe
