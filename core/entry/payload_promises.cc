#include "core/entry/payload_promises.h"

#include <algorithm>

namespace tocsin::entry {
namespace {

WallTime embargo_over(const record::PayloadPolicy& policy, WallTime taken) {
  auto over = record::given_from(policy, {}, taken);
  for (const auto& [country, embargo] : policy.embargo_of) {
    over = std::max(over, record::given_from(policy, country, taken));
  }
  return over;
}

}  // namespace

void PayloadPromises::take(std::uint64_t index, const EntryView& entry) {
  if (entry.kind != Kind::payload_policy) return;
  if (auto said = record::decode_payload_policy(entry.body)) {
    said_[index] = std::move(said->policy);
  }
}

std::optional<PromiseEnd> PayloadPromises::end_of(std::string_view plan,
                                                  std::uint64_t leaf,
                                                  WallTime taken,
                                                  std::uint64_t below) const {
  auto policy = said_.lower_bound(leaf);
  if (policy == said_.begin()) return std::nullopt;  // then nothing but "for ever" had been said
  std::optional<PromiseEnd> end;
  for (--policy; policy != said_.end() && policy->first < below; ++policy) {
    const auto kept = record::kept_until(policy->second, plan, taken);
    if (!kept) return std::nullopt;
    const auto over = std::max(*kept, embargo_over(policy->second, taken));
    if (!end || end->at < over) end = PromiseEnd{over, policy->first};
  }
  return end;
}

}  // namespace tocsin::entry
