#include "daemon/live/target_book.h"

#include <algorithm>

namespace tocsin::collector {
namespace {

std::optional<RootTarget> root_target_of(const plan::Endpoint& endpoint) {
  const auto letter = endpoint.zone == "." ? plan::root_letter(endpoint) : std::nullopt;
  if (!letter) return std::nullopt;
  return RootTarget{*letter, endpoint.address.family};
}

}  // namespace

void TargetBook::learn(const Digest& digest, const plan::TargetSet& set) {
  if (entries_.contains(digest)) return;
  if (entries_.size() == sets_max) {
    const auto touched = [](const auto& a, const auto& b) {
      return a.second.touched < b.second.touched;
    };
    entries_.erase(std::min_element(entries_.begin(), entries_.end(), touched));
  }
  Entry& entry = entries_[digest];
  entry.touched = ++calls_;
  for (const auto& endpoint : set.endpoints) entry.targets.push_back(root_target_of(endpoint));
}

TargetBook::Place TargetBook::find(const Digest& set, std::uint32_t endpoint) {
  const auto found = entries_.find(set);
  if (found == entries_.end() || endpoint >= found->second.targets.size()) return {};
  found->second.touched = ++calls_;
  return {.known = true, .target = found->second.targets[endpoint]};
}

}  // namespace tocsin::collector
