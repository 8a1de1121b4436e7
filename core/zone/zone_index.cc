#include "core/zone/zone_index.h"

#include <algorithm>

#include "core/crypto/sha256.h"
#include "core/dns/canonical.h"
#include "core/dns/record_reader.h"
#include "core/zone/content.h"
#include "core/zone/key_object.h"
#include "core/zone/signatures.h"

namespace tocsin::zone {
namespace {

std::string key_of(const dns::Name& owner, dns::Type type) {
  std::string key(as_text(owner.wire()));
  key += static_cast<char>(static_cast<std::uint16_t>(type) >> 8);
  key += static_cast<char>(static_cast<std::uint16_t>(type) & 0xff);
  return key;
}

Rrset rrset_of(Records records) {
  Rrset rrset{.owner = records.front().owner, .type = records.front().type, .data = {}};
  for (const auto& each : records) {
    const auto record = dns::read_record(each.wire, 0);
    if (record) rrset.data.push_back(dns::canonical_data(*record));
  }
  std::ranges::sort(rrset.data);
  const auto doubles = std::ranges::unique(rrset.data);
  rrset.data.erase(doubles.begin(), doubles.end());
  return rrset;
}

SigningKey key_of(const ZoneRecord& dnskey, const std::vector<std::uint16_t>& anchors) {
  const auto& record = *dnskey.record;
  const auto tag = ldns_calc_keytag(&record);
  auto object = std::make_shared<KeyObject>();
  object->record.reset(ldns_rr_clone(&record));
  const bool anchored = std::ranges::find(anchors, tag) != anchors.end();
  return {.tag = tag,
          .algorithm = ldns_rdf2native_int8(ldns_rr_dnskey_algorithm(&record)),
          .role = anchored ? KeyRole::anchored : KeyRole::zone,
          .digest = crypto::sha256(dnskey.data()),
          .object = std::move(object)};
}

}  // namespace

ZoneIndex::ZoneIndex(const VerifiedZone& zone, const ZoneIndex* beside) : serial_(zone.serial()) {
  for (const auto& node : nodes_of(zone.content())) {
    for (const auto& records : rrsets_of(node.records)) {
      const auto type = records.front().type;
      if (type == dns::Type::rrsig) continue;
      const auto signing = must_be_signed(node, type) ? Signing::signed_set : Signing::unsigned_set;
      add(key_of(node.owner(), type), {rrset_of(records), signing}, beside);
    }
    if (node.place != Place::apex) continue;
    for (const auto& dnskey : node.of(dns::Type::dnskey)) {
      if (may_sign(*dnskey.record)) keys_.push_back(key_of(dnskey, zone.proof().anchors));
    }
  }
}

void ZoneIndex::add(std::string key, IndexedRrset set, const ZoneIndex* beside) {
  if (beside != nullptr) {
    const auto same = beside->rrsets_.find(key);
    if (same != beside->rrsets_.end() && same->second->signing == set.signing &&
        same->second->rrset.data == set.rrset.data) {
      rrsets_.emplace(std::move(key), same->second);
      return;
    }
  }
  rrsets_.emplace(std::move(key), std::make_shared<const IndexedRrset>(std::move(set)));
}

const IndexedRrset* ZoneIndex::find(const dns::Name& owner, dns::Type type) const {
  const auto found = rrsets_.find(key_of(owner, type));
  return found == rrsets_.end() ? nullptr : found->second.get();
}

}  // namespace tocsin::zone
