#include "daemon/live/instance_lag.h"

#include <map>

#include "core/dns/serial.h"

namespace tocsin::collector {
namespace {

using Key = std::pair<char, Bytes>;  // letter and NSID

struct Seen {
  std::optional<Duration> lag;
  std::optional<std::uint32_t> unverified_serial;
};

template <typename T>
void keep_smaller(std::optional<T>& kept, const std::optional<T>& other) {
  if (other && (!kept || *other < *kept)) kept = other;
}

void keep_newer(std::optional<std::uint32_t>& kept, const std::optional<std::uint32_t>& other) {
  if (other && (!kept || dns::is_newer(*other, *kept))) kept = other;
}

// What one probe sees: a letter over both families may be one instance.
std::map<Key, Seen> seen_by(const ProbeStatus& probe, const LagOf& lag_of) {
  std::map<Key, Seen> all;
  for (std::size_t i = 0; i < root_target_count; ++i) {
    const auto [letter, family] = root_target(i);
    if (!probe.has_voice(family) || !probe.serial[i]) continue;
    auto& seen = all[Key(letter, probe.instance[i].value_or(Bytes{}))];
    const auto lag = lag_of(*probe.serial[i]);
    keep_smaller(seen.lag, lag);
    if (!lag) keep_newer(seen.unverified_serial, probe.serial[i]);
  }
  return all;
}

}  // namespace

std::vector<InstanceLag> instance_lags(std::span<const ProbeStatus> probes, const LagOf& lag_of) {
  std::map<Key, InstanceLag> all;
  for (const auto& probe : probes) {
    for (const auto& [key, seen] : seen_by(probe, lag_of)) {
      const InstanceLag fresh{.letter = key.first, .instance = key.second};
      auto& instance = all.emplace(key, fresh).first->second;
      keep_smaller(instance.lag, seen.lag);
      keep_newer(instance.unverified_serial, seen.unverified_serial);
      ++instance.probes;
    }
  }
  std::vector<InstanceLag> list;
  for (auto& [key, instance] : all) list.push_back(std::move(instance));
  return list;
}

}  // namespace tocsin::collector
