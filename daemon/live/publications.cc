#include "daemon/live/publications.h"

#include <algorithm>

#include "core/dns/serial.h"

namespace tocsin::collector {

void Publications::seen(std::uint32_t serial, WallTime measured, const std::string& probe) {
  const auto known = std::ranges::find(versions_, serial, &Version::serial);
  if (known != versions_.end()) {
    known->counts = known->counts || known->probe != probe;
    known->first_seen = std::min(known->first_seen, measured);
    return;
  }
  if (versions_.size() == versions_max) make_room();
  versions_.push_back({.serial = serial, .first_seen = measured, .probe = probe});
}

Duration Publications::lag(std::uint32_t serial, WallTime now) const {
  Duration lag{};
  for (const auto& version : versions_) {
    if (!version.counts || !dns::is_newer(version.serial, serial)) continue;
    lag = std::max(lag, now - version.first_seen);
  }
  return lag;
}

void Publications::make_room() {
  const auto doubtful = std::ranges::find(versions_, false, &Version::counts);
  versions_.erase(doubtful == versions_.end() ? versions_.begin() : doubtful);
}

}  // namespace tocsin::collector
