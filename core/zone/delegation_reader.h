// The delegations of a zone's records. Inside core/zone only.
#pragma once

#include <vector>

#include "core/zone/content.h"

namespace tocsin::zone {

// A name server's addresses are whatever the zone has at its name, glue or not.
std::vector<Delegation> delegations_of(const Content& content);

// Those of the zone itself.
std::vector<NameServer> apex_servers_of(const Content& content);

}  // namespace tocsin::zone
