#include "daemon/segments/retention_book.h"

#include <algorithm>

#include "core/entry/logged_minutes.h"

namespace tocsin::collector {

void RetentionBook::take(std::uint64_t index, const entry::EntryView& entry) {
  promises_.take(index, entry);
  if (entry.kind != entry::Kind::minute_results) return;
  const auto logged = entry::decode_logged_minutes(entry.body);
  if (logged) logged_.emplace(Name{logged->first, logged->plan}, logged->at);
}

void RetentionBook::sealed(const SegmentRange& segment, const SegmentSummary& summary) {
  segments_[segment.first] = {segment.next, summary.payloads, summary.agreed};
}

WallTime RetentionBook::agreed(WallTime now) const {
  return segments_.empty() ? WallTime{} : std::min(now, segments_.rbegin()->second.agreed);
}

// As if all its batches had been taken with the first: no later promise is missed so.
bool RetentionBook::is_over(std::uint64_t first, const HeldPayloads& held, WallTime agreed) const {
  if (held.held == 0) return false;
  const auto end = promises_.end_of(held.plan, first, held.taken);
  return end && end->at <= agreed;
}

std::optional<DuePayloads> RetentionBook::to_be_summed_up(WallTime now) const {
  const auto time = agreed(now);
  for (const auto& [first, segment] : segments_) {
    for (const auto& held : segment.payloads) {
      const Name name{first, held.plan};
      if (logged_.contains(name) || on_their_way_.contains(name)) continue;
      if (is_over(first, held, time)) return DuePayloads{{first, segment.next}, held.plan};
    }
  }
  return std::nullopt;
}

}  // namespace tocsin::collector
