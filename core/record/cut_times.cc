#include "core/record/cut_times.h"

#include <algorithm>

namespace tocsin::record {

Reach reach_of(const Envelope& envelope, plan::Family family) {
  const auto& rings = family == plan::Family::v4 ? envelope.references.v4 : envelope.references.v6;
  return reach_of(rings);
}

void CutTimes::learn(const Envelope& envelope) {
  const auto closed = envelope.closed_at.wall;
  const Span span{closed - before, closed + after};
  for (const auto family : {plan::Family::v4, plan::Family::v6}) {
    const auto reach = reach_of(envelope, family);
    if (reach != Reach::line_dead && reach != Reach::isolated) continue;
    auto& cuts = cuts_[{envelope.probe, family}];
    add(reach == Reach::line_dead ? cuts.line_dead : cuts.isolated, span);
  }
}

Reach CutTimes::reach_at(const Envelope& envelope, plan::Family family, WallTime time) const {
  const auto reach = reach_of(envelope, family);
  const auto found = cuts_.find({envelope.probe, family});
  if (reach != Reach::connected || found == cuts_.end()) return reach;
  if (covers(found->second.line_dead, time)) return Reach::line_dead;
  return covers(found->second.isolated, time) ? Reach::isolated : reach;
}

// What touches the last one is one with it.
void CutTimes::add(Spans& spans, const Span& span) {
  if (spans.empty() || span.from > spans.back().until || spans.back().from > span.until) {
    spans.push_back(span);
    return;
  }
  spans.back().from = std::min(spans.back().from, span.from);
  spans.back().until = std::max(spans.back().until, span.until);
}

bool CutTimes::covers(const Spans& spans, WallTime time) {
  return std::ranges::any_of(
      spans, [time](const Span& span) { return span.from <= time && time <= span.until; });
}

}  // namespace tocsin::record
