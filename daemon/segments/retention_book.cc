#include "daemon/segments/retention_book.h"

#include <algorithm>

#include "core/entry/logged_minutes.h"

namespace tocsin::collector {

void RetentionBook::take(std::uint64_t index, const entry::EntryView& entry) {
  promises_.take(index, entry);
  if (entry.kind != entry::Kind::minute_results) return;
  const auto logged = entry::decode_logged_minutes(entry.body);
  if (!logged) return;
  logged_.emplace(Name{logged->first, logged->plan}, Logged{index, logged->next, logged->at});
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

// A promise that was made longer since the minutes were logged holds for what is still there.
std::optional<DuePayloads> RetentionBook::to_go(WallTime now) const {
  const auto time = agreed(now);
  for (const auto& [first, segment] : segments_) {
    for (const auto& held : segment.payloads) {
      const Name name{first, held.plan};
      const auto minutes = logged_.find(name);
      const bool is_told = minutes != logged_.end() && minutes->second.next == segment.next;
      if (!is_told || stuck_.contains(name)) continue;
      const bool is_compared = minutes->second.at + payloads_compared <= time;
      if (is_compared && is_over(first, held, time)) {
        return DuePayloads{{first, segment.next}, held.plan};
      }
    }
  }
  return std::nullopt;
}

std::optional<GonePayload> RetentionBook::gone(const std::string& plan,
                                               std::uint64_t leaf,
                                               WallTime taken) const {
  const auto* minutes = minutes_of(plan, leaf);
  if (minutes == nullptr) return std::nullopt;
  const auto promise = promises_.end_of(plan, leaf, taken, minutes->index);
  if (!promise) return std::nullopt;
  return GonePayload{*promise, minutes->index};
}

// Ranges of one plan do not overlap.
const RetentionBook::Logged* RetentionBook::minutes_of(const std::string& plan,
                                                       std::uint64_t leaf) const {
  for (auto each = logged_.lower_bound({leaf + 1, {}}); each != logged_.begin();) {
    --each;
    if (each->first.second == plan) return leaf < each->second.next ? &each->second : nullptr;
  }
  return nullptr;
}

}  // namespace tocsin::collector
