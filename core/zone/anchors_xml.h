// IANA's root-anchors.xml (RFC 9718). Not an XML reader: it takes the KeyDigest elements of a
// document of that known form, and refuses what it does not understand.
#pragma once

#include "core/zone/trust_anchors.h"

namespace tocsin::zone {

Result<TrustAnchors> anchors_from_xml(std::string_view text);

}  // namespace tocsin::zone
