// Whether a zone has exactly the names and types that its NSEC records speak of (RFC 4034 section
// 4). Inside core/zone only. The NSEC records themselves are verified as all other RRsets are.
#pragma once

#include "core/zone/content.h"

namespace tocsin::zone {

Status<Fault> check_chain(const std::vector<Node>& nodes);

}  // namespace tocsin::zone
