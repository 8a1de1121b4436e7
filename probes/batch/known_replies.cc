#include "probes/batch/known_replies.h"

namespace tocsin::probe {

void KnownReplies::at(WallTime now) {
  const auto day = now.since_epoch / std::chrono::days(1);
  if (day != day_) forget();
  day_ = day;
}

void KnownReplies::add(std::span<const Digest> kept) {
  if (known_.size() + kept.size() > replies_max) forget();
  if (kept.size() <= replies_max) known_.insert(kept.begin(), kept.end());
}

}  // namespace tocsin::probe
