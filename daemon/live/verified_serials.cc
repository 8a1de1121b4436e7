#include "daemon/live/verified_serials.h"

#include <algorithm>

#include "core/dns/serial.h"

namespace tocsin::collector {

void VerifiedSerials::add(std::uint32_t serial, WallTime first_seen) {
  const auto known = std::ranges::find(versions_, serial, &Version::serial);
  if (known != versions_.end()) {
    known->first_seen = std::min(known->first_seen, first_seen);
    return;
  }
  if (versions_.size() == serials_max) versions_.erase(versions_.begin());
  versions_.push_back({serial, first_seen});
}

std::optional<Duration> VerifiedSerials::lag(std::uint32_t serial, WallTime now) const {
  const bool verified = std::ranges::find(versions_, serial, &Version::serial) != versions_.end();
  auto lag = verified ? std::optional(Duration::zero()) : std::nullopt;
  for (const auto& version : versions_) {
    if (!dns::is_newer(version.serial, serial)) continue;
    lag = std::max(lag.value_or(Duration::zero()), now - version.first_seen);
  }
  return lag;
}

}  // namespace tocsin::collector
