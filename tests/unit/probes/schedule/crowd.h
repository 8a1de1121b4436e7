// Many TLDs whose name servers share an address, for fleets that ask them.
#pragma once

#include <algorithm>
#include <string>

#include "core/plan/target.h"

namespace tocsin::probe {

inline constexpr std::size_t crowd = 125;  // at one address, as the root zone of 2026 has it

inline const plan::Address shared = *plan::address_from("192.0.2.1");
inline const plan::Address own = *plan::address_from("2001:db8::1");

inline std::string tld(std::size_t number) {
  return "t" + std::to_string(1000 + number) + ".";
}

// `crowd` TLDs at one address, and the first of them at an address of its own too.
inline plan::TargetSet crowded() {
  plan::TargetSet targets;
  for (std::size_t i = 0; i < crowd; ++i) {
    targets.endpoints.push_back({tld(i), "ns.shared.", shared});
  }
  targets.endpoints.push_back({tld(0), "ns.own.", own});
  std::ranges::sort(targets.endpoints);
  return targets;
}

}  // namespace tocsin::probe
