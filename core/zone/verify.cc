#include "core/zone/verify.h"

#include <algorithm>

#include "core/zone/content.h"
#include "core/zone/nsec_chain.h"
#include "core/zone/signatures.h"
#include "core/zone/zonemd.h"

namespace tocsin::zone {
namespace {

Status<Fault> check_signatures(const std::vector<Node>& nodes, const Keys& keys, Proof& proof) {
  proof.good_until = {Duration::max()};
  for (const auto& node : nodes) {
    for (const auto& rrset : rrsets_of(node.records)) {
      if (!must_be_signed(node, rrset.front().type)) continue;
      const auto good_until = check_rrset(node, rrset, keys);
      if (!good_until) return tl::unexpected(good_until.error());
      proof.good_until = std::min(proof.good_until, *good_until);
      ++proof.rrsets;
    }
  }
  return {};
}

Status<Fault> obey(WithoutZonemd policy, ZonemdVerdict verdict) {
  if (policy == WithoutZonemd::accept || verdict == ZonemdVerdict::verified) return {};
  return faulty(verdict == ZonemdVerdict::absent ? FaultKind::zonemd_missing
                                                 : FaultKind::zonemd_unsupported);
}

}  // namespace

Result<VerifiedZone, Fault> verify(Zone zone,
                                   const TrustAnchors& anchors,
                                   WallTime at,
                                   WithoutZonemd without_zonemd) {
  const auto& content = zone.content();
  const auto nodes = nodes_of(content);
  const auto& apex = nodes.front();  // the root sorts first, and has an SOA
  Proof proof{.at = at};
  const auto keys = trusted_keys(apex, anchors, at, proof.anchors);
  if (!keys) return tl::unexpected(keys.error());
  if (const auto good = check_signatures(nodes, *keys, proof); !good) {
    return tl::unexpected(good.error());
  }
  if (const auto good = check_chain(nodes); !good) return tl::unexpected(good.error());
  const auto zonemd = check_zonemd(content, apex);
  if (!zonemd) return tl::unexpected(zonemd.error());
  proof.zonemd = *zonemd;
  if (const auto good = obey(without_zonemd, *zonemd); !good) return tl::unexpected(good.error());
  return VerifiedZone(std::move(zone), std::move(proof));
}

const Delegation* VerifiedZone::find(std::string_view zone) const {
  const auto all = delegations();
  const auto wanted = dns::Name::from_text(zone);
  if (!wanted) return nullptr;
  const auto before = [](const Delegation& delegation, const dns::Name& name) {
    return dns::canonical_order(*dns::Name::from_text(delegation.zone), name) < 0;
  };
  const auto found = std::lower_bound(all.begin(), all.end(), *wanted, before);
  return found != all.end() && found->zone == zone ? &*found : nullptr;
}

std::string_view name_of(ZonemdVerdict verdict) {
  constexpr std::string_view names[] = {"verified", "absent", "unsupported"};
  return names[static_cast<std::size_t>(verdict)];
}

}  // namespace tocsin::zone
