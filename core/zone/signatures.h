// The signatures of a zone's RRsets. Inside core/zone only.
#pragma once

#include "core/base/time.h"
#include "core/zone/content.h"
#include "core/zone/trust_anchors.h"

namespace tocsin::zone {

// A zone key that is not revoked.
bool may_sign(const ldns_rr& key);

// Keys that may sign at a given time. Refers to the records of a Content, which must outlive it.
struct Keys {
  ListHandle list{ldns_rr_list_new()};
  WallTime at;
};

// The root's keys, which an anchor's key must have signed. The tags of such anchors go to `used`.
Result<Keys, Fault> trusted_keys(const Node& apex,
                                 const TrustAnchors& anchors,
                                 WallTime at,
                                 std::vector<std::uint16_t>& used);

// One RRset by any one good signature; the value is when that one ends.
Result<WallTime, Fault> check_rrset(const Node& node, Records rrset, const Keys& keys);

}  // namespace tocsin::zone
