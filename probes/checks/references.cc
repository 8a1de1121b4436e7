#include "probes/checks/references.h"

namespace tocsin::probe {

using record::Outcome;

record::Question reference_question() {
  return {.name = "."};
}

bool shows_a_way(Outcome outcome) {
  return outcome == Outcome::answered || outcome == Outcome::truncated;
}

void References::saw(std::size_t index, Outcome outcome, MonotonicTime at) {
  newest_.at(index) = Seen{.outcome = outcome, .at = at};
}

record::RingCounts References::counts(MonotonicTime now) const {
  record::RingCounts counts;
  for (std::size_t i = 0; i < all_.size(); ++i) {
    const auto& seen = newest_[i];
    if (!seen || now - seen->at > memory) continue;
    auto& rings = all_[i].address.family == plan::Family::v4 ? counts.v4 : counts.v6;
    auto& ring = rings[static_cast<std::size_t>(all_[i].ring)];
    ++ring.asked;
    if (shows_a_way(seen->outcome)) ++ring.answered;
  }
  return counts;
}

}  // namespace tocsin::probe
