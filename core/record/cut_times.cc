#include "core/record/cut_times.h"

#include <algorithm>

namespace tocsin::record {

Reach reach_of(const Envelope& envelope, plan::Family family) {
  const auto& rings = family == plan::Family::v4 ? envelope.references.v4 : envelope.references.v6;
  return reach_of(rings);
}

void CutTimes::learn(const Envelope& envelope) {
  const auto closed = envelope.closed_at.wall;
  if (closed < WallTime() || closed > WallTime{Duration::max() - after}) return;
  for (const auto family : {plan::Family::v4, plan::Family::v6}) {
    const auto reach = reach_of(envelope, family);
    if (reach != Reach::line_dead && reach != Reach::isolated) continue;
    auto& cuts = cuts_[{envelope.probe, family}];
    add(reach == Reach::line_dead ? cuts.line_dead : cuts.isolated,
        closed - before,
        closed + after);
  }
}

Reach CutTimes::reach_at(const Envelope& envelope, plan::Family family, WallTime time) const {
  const auto reach = reach_of(envelope, family);
  const auto found = cuts_.find({envelope.probe, family});
  if (reach != Reach::connected || found == cuts_.end()) return reach;
  if (covers(found->second.line_dead, time)) return Reach::line_dead;
  return covers(found->second.isolated, time) ? Reach::isolated : reach;
}

// Those that it touches become one with it.
void CutTimes::add(Spans& spans, WallTime from, WallTime until) {
  auto behind = spans.upper_bound(until);
  while (behind != spans.begin() && std::prev(behind)->second >= from) {
    const auto touched = std::prev(behind);
    from = std::min(from, touched->first);
    until = std::max(until, touched->second);
    behind = spans.erase(touched);
  }
  spans.emplace_hint(behind, from, until);
}

bool CutTimes::covers(const Spans& spans, WallTime time) {
  const auto behind = spans.upper_bound(time);
  return behind != spans.begin() && time <= std::prev(behind)->second;
}

}  // namespace tocsin::record
