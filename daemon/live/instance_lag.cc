#include "daemon/live/instance_lag.h"

#include <algorithm>
#include <map>

namespace tocsin::collector {
namespace {

using Key = std::pair<char, Bytes>;  // letter and NSID
using Lags = std::map<Key, Duration>;

// What one probe sees: a letter over both families may be one instance.
Lags seen_by(const ProbeStatus& probe, const Publications& publications, WallTime now) {
  Lags lags;
  for (std::size_t i = 0; i < root_target_count; ++i) {
    const auto [letter, family] = root_target(i);
    if (!probe.has_voice(family) || !probe.serial[i]) continue;
    const auto lag = publications.lag(*probe.serial[i], now);
    const auto instance = probe.instance[i].value_or(Bytes{});
    const auto [seen, is_new] = lags.emplace(Key(letter, instance), lag);
    if (!is_new) seen->second = std::min(seen->second, lag);
  }
  return lags;
}

}  // namespace

std::vector<InstanceLag> instance_lags(std::span<const ProbeStatus> probes,
                                       const Publications& publications,
                                       WallTime now) {
  std::map<Key, InstanceLag> all;
  for (const auto& probe : probes) {
    for (const auto& [key, lag] : seen_by(probe, publications, now)) {
      const InstanceLag fresh{.letter = key.first, .instance = key.second, .lag = lag};
      auto& instance = all.emplace(key, fresh).first->second;
      instance.lag = std::min(instance.lag, lag);
      ++instance.probes;
    }
  }
  std::vector<InstanceLag> list;
  for (auto& [key, instance] : all) list.push_back(std::move(instance));
  return list;
}

}  // namespace tocsin::collector
