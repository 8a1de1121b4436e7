#include "daemon/live/publications.h"

#include <algorithm>
#include <utility>

#include "core/dns/serial.h"

namespace tocsin::collector {

void Publications::seen(std::uint32_t serial, WallTime measured, const std::string& probe) {
  const auto known = std::ranges::find(versions_, serial, &Version::serial);
  if (known == versions_.end()) {
    if (versions_.size() == versions_max) make_room();
    versions_.push_back({.serial = serial, .first = {measured, probe}});
    return;
  }
  auto& [_, first, second] = *known;
  if (probe == first.probe) {
    first.time = std::min(first.time, measured);
  } else if (!second || measured < second->time) {
    second = {measured, probe};
  }
  if (second && second->time < first.time) std::swap(first, *second);
}

Duration Publications::lag(std::uint32_t serial, WallTime now) const {
  Duration lag{};
  for (const auto& version : versions_) {
    if (!version.second || !dns::is_newer(version.serial, serial)) continue;
    lag = std::max(lag, now - version.second->time);
  }
  return lag;
}

void Publications::make_room() {
  const auto is_doubtful = [](const Version& version) { return !version.second; };
  const auto doubtful = std::ranges::find_if(versions_, is_doubtful);
  versions_.erase(doubtful == versions_.end() ? versions_.begin() : doubtful);
}

}  // namespace tocsin::collector
