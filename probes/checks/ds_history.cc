#include "probes/checks/ds_history.h"

namespace tocsin::probe {

void DsHistory::put_in_force(std::vector<SignedDelegation> zone, MonotonicTime now) {
  std::map<std::string, Tld> next;
  for (auto& [tld, ds] : zone) {
    auto& entry = next[tld];
    const auto before = tlds_.find(tld);
    if (before != tlds_.end()) {
      entry.replaced = std::move(before->second.replaced);
      std::erase_if(entry.replaced, [now](const Replaced& old) { return is_over(old, now); });
      auto& was = before->second.in_force;
      if (was != ds) entry.replaced.push_back({.ds = std::move(was), .at = now});
    }
    entry.in_force = std::move(ds);
  }
  tlds_ = std::move(next);
}

std::vector<DsSet> DsHistory::accepted(const std::string& tld, MonotonicTime now) const {
  const auto found = tlds_.find(tld);
  if (found == tlds_.end()) return {};
  std::vector<DsSet> sets{found->second.in_force};
  for (const auto& old : found->second.replaced) {
    if (!is_over(old, now)) sets.push_back(old.ds);
  }
  return sets;
}

}  // namespace tocsin::probe
