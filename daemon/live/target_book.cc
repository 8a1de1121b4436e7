#include "daemon/live/target_book.h"

#include <algorithm>

#include "core/plan/root_hints.h"
#include "core/record/sealed_payload.h"
#include "core/record/target_set.h"

namespace tocsin::collector {
namespace {

std::optional<RootTarget> root_target_of(const plan::Endpoint& endpoint) {
  const auto letter = endpoint.zone == "." ? plan::root_letter(endpoint) : std::nullopt;
  if (!letter) return std::nullopt;
  return RootTarget{*letter, endpoint.address.family};
}

}  // namespace

TargetBook TargetBook::of_the_root() {
  TargetBook book;
  const plan::TargetSet root = plan::compiled_root_targets();
  book.learn(record::target_set_digest(root), root);
  return book;
}

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

void TargetBook::learn(const Digest& referred_to, const record::Payload& payload) {
  const Bytes* object = record::find_object(payload, referred_to);
  if (object == nullptr) return;
  if (const auto set = record::decode_target_set(*object)) learn(referred_to, *set);
}

bool TargetBook::knows(const Digest& digest) {
  const auto found = entries_.find(digest);
  if (found == entries_.end()) return false;
  found->second.touched = ++calls_;
  return true;
}

TargetBook::Place TargetBook::find(const Digest& set, std::uint32_t endpoint) {
  const auto found = entries_.find(set);
  if (found == entries_.end() || endpoint >= found->second.targets.size()) return {};
  found->second.touched = ++calls_;
  return {.known = true, .target = found->second.targets[endpoint]};
}

}  // namespace tocsin::collector
