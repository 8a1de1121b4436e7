#include "probes/checks/private_addresses.h"

#include <algorithm>

namespace tocsin::probe {

std::optional<std::uint8_t> PrivateAddresses::number(const plan::Address& address) {
  if (const auto known = find(address)) return known;
  if (all_.size() >= count_max) return std::nullopt;
  all_.push_back(address);
  return static_cast<std::uint8_t>(all_.size() - 1);
}

Bytes PrivateAddresses::value() const {
  Bytes value;
  for (const auto& address : all_) {
    value.push_back(static_cast<std::uint8_t>(address.family));
    append(value, address.bytes);
  }
  return value;
}

std::optional<std::uint8_t> PrivateAddresses::find(const plan::Address& address) const {
  const auto at = std::ranges::find(all_, address);
  if (at == all_.end()) return std::nullopt;
  return static_cast<std::uint8_t>(at - all_.begin());
}

}  // namespace tocsin::probe
