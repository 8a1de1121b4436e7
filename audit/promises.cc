#include "audit/promises.h"

#include <algorithm>

#include "audit/signed_log.h"
#include "core/record/signed_envelope.h"

namespace tocsin::audit {
namespace {

// The lower one of two; 1970 where there is none.
WallTime median(std::vector<WallTime> times) {
  if (times.empty()) return {};
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>((times.size() - 1) / 2);
  std::ranges::nth_element(times, middle);
  return *middle;
}

}  // namespace

void Promises::take(std::uint64_t index, ByteView bytes) {
  if (index / block_entries > blocks_.size()) blocks_.push_back(median(std::move(closed_)));
  if (index % block_entries == 0) closed_.clear();
  const auto entry = entry::decode(bytes);
  if (!entry) return;
  promises_.take(index, *entry);
  if (entry->kind == entry::Kind::batch) {
    const auto envelope = record::SignedEnvelope::decode({entry->body.begin(), entry->body.end()});
    if (envelope) closed_.push_back(envelope->claim().closed_at.wall);
  } else if (entry->kind == entry::Kind::minute_results) {
    take_minutes(index, entry->body);
  } else if (entry->kind == entry::Kind::checkpoint) {
    take_checkpoint(entry->body);
  }
}

// All that the range has was taken since it began, so the earliest end is that of its first.
void Promises::take_minutes(std::uint64_t index, ByteView body) {
  ++minutes_;
  const auto logged = entry::decode_logged_minutes(body);
  if (!logged || logged->next > index) return found(index, "is no minutes of entries before it");
  auto& next = next_[logged->plan];
  if (logged->first < next) return found(index, "is of entries that had their minutes before");
  next = logged->next;
  const auto end = promises_.end_of(logged->plan, logged->first, began(logged->first), index);
  const auto of_plan = " payloads of the plan " + logged->plan;
  if (!end) return found(index, "is of" + of_plan + " that were promised for ever");
  if (logged->at < end->at) {
    return found(index,
                 "is of" + of_plan + " that entry " + std::to_string(end->policy) +
                     " had promised until " + to_rfc3339(end->at) + " at the least");
  }
  waiting_.push_back({index, end->at});
}

// The first that a witness signed is the one that tells most.
void Promises::take_checkpoint(ByteView body) {
  if (waiting_.empty()) return;
  const auto recorded = signed_checkpoint(as_text(body), policy_);
  if (!recorded) return;
  std::optional<WallTime> first;
  for (const auto& voice : recorded->voices.witnesses) {
    if (voice.at) first = std::min(first.value_or(*voice.at), *voice.at);
  }
  if (!first) return;
  const auto size = recorded->checkpoint.tree.size;
  for (const auto& [index, not_before] : waiting_) {
    if (index >= size || *first >= not_before) continue;
    found(index,
          "was there when a witness signed it at " + to_rfc3339(*first) +
              ", and the payloads were promised until " + to_rfc3339(not_before) + " at the least");
  }
  std::erase_if(waiting_, [&](const Waiting& waiting) { return waiting.index < size; });
}

void Promises::found(std::uint64_t index, const std::string& wrong) {
  if (kept_) kept_ = fail("entry " + std::to_string(index) + " " + wrong);
}

WallTime Promises::began(std::uint64_t first) const {
  const auto block = first / block_entries;
  return block == 0 ? WallTime() : blocks_.at(block - 1);
}

Rung Promises::step() const {
  return rung("PROMISES",
              kept_,
              std::to_string(minutes_) + (minutes_ == 1 ? " entry says" : " entries say") +
                  " what stays of payloads, none before their promised time was over");
}

}  // namespace tocsin::audit
