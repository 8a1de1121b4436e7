// The digest over a whole zone (RFC 8976). Inside core/zone only.
#pragma once

#include "core/zone/content.h"
#include "core/zone/verified_zone.h"

namespace tocsin::zone {

// The ZONEMD set itself must have been verified before; a mismatch is an error.
Result<ZonemdVerdict, Fault> check_zonemd(const Content& content, const Node& apex);

}  // namespace tocsin::zone
