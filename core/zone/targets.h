// What of a verified zone can be measured.
#pragma once

#include "core/plan/target.h"
#include "core/zone/verified_zone.h"

namespace tocsin::zone {

// Every (TLD, name server, address).
plan::TargetSet targets_of(const VerifiedZone& zone);

// Every (name server, address) of the root itself.
plan::TargetSet root_targets_of(const VerifiedZone& zone);

// Name servers whose addresses the root zone does not have, each once, sorted. Whoever wants to
// measure them asks a resolver for their addresses.
std::vector<std::string> servers_without_address(const VerifiedZone& zone);

}  // namespace tocsin::zone
