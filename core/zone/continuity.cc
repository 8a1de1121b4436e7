#include "core/zone/continuity.h"

#include <algorithm>

namespace tocsin::zone {

Continuity continuity_of(const VerifiedZone& zone, WallTime now) {
  const Duration expire = zone.expire();
  const auto signatures = std::max(Duration(0), zone.proof().good_until - now);
  if (signatures < expire) return {signatures, ContinuityLimit::signature_end};
  return {expire, ContinuityLimit::soa_expire};
}

std::string_view name_of(ContinuityLimit limit) {
  return limit == ContinuityLimit::soa_expire ? "soa_expire" : "signature_end";
}

}  // namespace tocsin::zone
