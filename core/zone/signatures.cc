#include "core/zone/signatures.h"

#include <algorithm>

namespace tocsin::zone {
namespace {

constexpr std::uint16_t flag_revoked = 0x0080;  // RFC 5011
constexpr std::uint8_t protocol_dnssec = 3;

bool is_key_of(const ldns_rr& key, const TrustAnchor& anchor) {
  if (ldns_calc_keytag(&key) != anchor.key_tag) return false;
  if (ldns_rdf2native_int8(ldns_rr_dnskey_algorithm(&key)) != anchor.algorithm) return false;
  const RecordHandle signer(ldns_key_rr2ds(&key, static_cast<ldns_hash>(anchor.digest_type)));
  if (!signer) return false;
  const auto* digest = ldns_rr_rdf(signer.get(), 3);
  return equal({ldns_rdf_data(digest), ldns_rdf_size(digest)}, anchor.digest);
}

Keys anchored_keys(Records dnskeys,
                   const TrustAnchors& anchors,
                   WallTime at,
                   std::vector<std::uint16_t>& used) {
  Keys keys{.at = at};
  for (const auto& each : dnskeys) {
    const auto fits = [&](const auto& a) { return a.holds_at(at) && is_key_of(*each.record, a); };
    if (!may_sign(*each.record) || !std::ranges::any_of(anchors, fits)) continue;
    ldns_rr_list_push_rr(keys.list.get(), each.record.get());
    used.push_back(ldns_calc_keytag(each.record.get()));
  }
  return keys;
}

// By the root itself, over this type, for a name that no wildcard made.
bool is_about(const ldns_rr& signature, const Records& rrset) {
  const auto& first = rrset.front();
  return ldns_rdf2rr_type(ldns_rr_rrsig_typecovered(&signature)) ==
             static_cast<ldns_rr_type>(first.type) &&
         ldns_dname_label_count(ldns_rr_rrsig_signame(&signature)) == 0 &&
         ldns_rdf2native_int8(ldns_rr_rrsig_labels(&signature)) == first.owner.label_count();
}

FaultKind kind_of(ldns_status status) {
  if (status == LDNS_STATUS_CRYPTO_SIG_EXPIRED) return FaultKind::signature_expired;
  if (status == LDNS_STATUS_CRYPTO_SIG_NOT_INCEPTED) return FaultKind::signature_not_yet_valid;
  return FaultKind::bogus;
}

ldns_status status_of(ldns_rr_list* rrset, const ldns_rr* signature, const Keys& keys) {
  const ListHandle good(ldns_rr_list_new());
  const auto at = std::chrono::floor<std::chrono::seconds>(keys.at.since_epoch).count();
  return ldns_verify_rrsig_keylist_time(rrset, signature, keys.list.get(), at, good.get());
}

// 32 bits of seconds, nearest to `at` (RFC 4034 section 3.1.5).
WallTime end_of(const ldns_rr& signature, WallTime at) {
  const auto end = ldns_rdf2native_int32(ldns_rr_rrsig_expiration(&signature));
  const auto now = std::chrono::floor<std::chrono::seconds>(at.since_epoch).count();
  const auto ahead = static_cast<std::int32_t>(end - static_cast<std::uint32_t>(now));
  return {std::chrono::seconds(now + ahead)};
}

Fault fault_of(FaultKind kind, Records rrset, std::string detail = {}) {
  return {.kind = kind,
          .owner = rrset.front().owner.to_text(),
          .type = rrset.front().type,
          .detail = std::move(detail)};
}

}  // namespace

bool may_sign(const ldns_rr& key) {
  const auto flags = ldns_rdf2native_int16(ldns_rr_dnskey_flags(&key));
  return (flags & LDNS_KEY_ZONE_KEY) != 0 && (flags & flag_revoked) == 0 &&
         ldns_rdf2native_int8(ldns_rr_dnskey_protocol(&key)) == protocol_dnssec;
}

Result<Keys, Fault> trusted_keys(const Node& apex,
                                 const TrustAnchors& anchors,
                                 WallTime at,
                                 std::vector<std::uint16_t>& used) {
  const auto dnskeys = apex.of(dns::Type::dnskey);
  if (dnskeys.empty()) return faulty(FaultKind::no_trusted_key, "the zone has no keys");
  const auto anchored = anchored_keys(dnskeys, anchors, at, used);
  if (used.empty()) return faulty(FaultKind::no_trusted_key, "no anchor matches a key of the zone");
  if (const auto checked = check_rrset(apex, dnskeys, anchored); !checked) {
    return tl::unexpected(checked.error());
  }
  Keys keys{.at = at};
  for (const auto& each : dnskeys) {
    if (may_sign(*each.record)) ldns_rr_list_push_rr(keys.list.get(), each.record.get());
  }
  return keys;
}

Result<WallTime, Fault> check_rrset(const Node& node, Records rrset, const Keys& keys) {
  const ListHandle list(ldns_rr_list_new());
  for (const auto& each : rrset) ldns_rr_list_push_rr(list.get(), each.record.get());
  auto fault = fault_of(FaultKind::signature_missing, rrset);
  for (const auto& each : node.of(dns::Type::rrsig)) {
    const auto& signature = *each.record;
    if (!is_about(signature, rrset)) continue;
    const auto status = status_of(list.get(), &signature, keys);
    const auto end = end_of(signature, keys.at);
    if (status == LDNS_STATUS_OK) return end;
    // Good but for the time says more than not good at all.
    const auto kind = kind_of(status);
    if (kind == FaultKind::bogus && fault.kind != FaultKind::signature_missing) continue;
    const bool ended = kind == FaultKind::signature_expired;
    fault =
        fault_of(kind, rrset, ended ? "until " + to_rfc3339(end) : ldns_get_errorstr_by_id(status));
  }
  return fail_with(std::move(fault));
}

}  // namespace tocsin::zone
