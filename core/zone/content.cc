#include "core/zone/content.h"

#include <algorithm>
#include <compare>

#include "core/base/check.h"
#include "core/crypto/sha256.h"
#include "core/dns/message_name.h"
#include "core/dns/record_reader.h"
#include "core/zone/delegation_reader.h"
#include "core/zone/limits.h"

namespace tocsin::zone {
namespace {

constexpr std::size_t soa_numbers_size = 20;  // serial, refresh, retry, expire, minimum

std::strong_ordering order(const ZoneRecord& a, const ZoneRecord& b) {
  if (const auto by_owner = dns::canonical_order(a.owner, b.owner); by_owner != 0) return by_owner;
  if (const auto by_type = a.type <=> b.type; by_type != 0) return by_type;
  const auto left = a.data();
  const auto right = b.data();
  return std::lexicographical_compare_three_way(
      left.begin(), left.end(), right.begin(), right.end());
}

Result<Bytes, Fault> canonical_wire(const ldns_rr& record) {
  const RecordHandle copy(ldns_rr_clone(&record));
  ldns_rr2canonical(copy.get());
  std::uint8_t* wire = nullptr;
  std::size_t size = 0;
  if (ldns_rr2wire(&wire, copy.get(), LDNS_SECTION_ANSWER, &size) != LDNS_STATUS_OK) {
    return faulty(FaultKind::unreadable, "a record has no wire form");
  }
  const std::unique_ptr<std::uint8_t, decltype(&std::free)> owned(wire, &std::free);
  return Bytes(wire, wire + size);
}

Result<ZoneRecord, Fault> zone_record(RecordHandle record) {
  if (ldns_rr_get_class(record.get()) != LDNS_RR_CLASS_IN) return faulty(FaultKind::foreign_class);
  auto wire = canonical_wire(*record);
  if (!wire) return tl::unexpected(std::move(wire.error()));
  const auto parsed = dns::read_checked_record(*wire, 0);
  if (!parsed || parsed->end() != wire->size()) {
    return faulty(FaultKind::unreadable, "a record's wire form");
  }
  ZoneRecord result{.record = std::move(record),
                    .owner = parsed->owner(),
                    .type = parsed->type,
                    .wire = {},
                    .data_at = parsed->rdata_at};
  result.wire = *std::move(wire);
  return result;
}

Status<Fault> check_sizes(Records records) {
  for (const auto& rrset : rrsets_of(records)) {
    if (rrset.size() <= rrset_records_max) continue;
    const auto& first = rrset.front();
    return fail_with(Fault{.kind = FaultKind::too_large,
                           .owner = first.owner.to_text(),
                           .type = first.type,
                           .detail = "records in one RRset"});
  }
  return {};
}

struct SoaNumbers {
  std::uint32_t serial = 0;
  std::uint32_t expire_s = 0;
};

Result<SoaNumbers, Fault> soa_of(Records records) {
  const ZoneRecord* soa = nullptr;
  for (const auto& each : records) {
    if (each.type != dns::Type::soa) continue;
    if (!each.owner.is_root()) return faulty(FaultKind::soa_elsewhere, each.owner.to_text());
    if (soa != nullptr) return faulty(FaultKind::several_soas);
    soa = &each;
  }
  if (soa == nullptr) return faulty(FaultKind::no_soa);
  if (soa->data().size() < soa_numbers_size) return faulty(FaultKind::unreadable, "SOA");
  Cursor cursor(soa->data().last(soa_numbers_size));
  const auto serial = *cursor.take_be32();
  cursor.skip(2 * sizeof(std::uint32_t));
  return SoaNumbers{.serial = serial, .expire_s = *cursor.take_be32()};
}

Digest digest_of(Records records) {
  crypto::Sha256 sha;
  for (const auto& each : records) sha.update(each.wire);
  return sha.finish();
}

}  // namespace

Result<Content, Fault> content_of(std::vector<RecordHandle> records) {
  Content content;
  content.records.reserve(records.size());
  for (auto& record : records) {
    auto read = zone_record(std::move(record));
    if (!read) return tl::unexpected(std::move(read.error()));
    content.records.push_back(*std::move(read));
  }
  // Of equal records with different TTL or case the same one stays, whatever came first.
  const auto before = [](const auto& a, const auto& b) {
    const auto by_content = order(a, b);
    return by_content != 0 ? by_content < 0 : a.wire < b.wire;
  };
  const auto same = [](const auto& a, const auto& b) { return order(a, b) == 0; };
  std::ranges::sort(content.records, before);
  content.records.erase(std::unique(content.records.begin(), content.records.end(), same),
                        content.records.end());
  if (const auto sizes = check_sizes(content.records); !sizes) {
    return tl::unexpected(sizes.error());
  }
  const auto soa = soa_of(content.records);
  if (!soa) return tl::unexpected(soa.error());
  content.serial = soa->serial;
  content.expire_s = soa->expire_s;
  content.digest = digest_of(content.records);
  content.delegations = delegations_of(content);
  return content;
}

Records Node::of(dns::Type type) const {
  const auto found = std::ranges::equal_range(records, type, {}, &ZoneRecord::type);
  return {found.begin(), found.end()};
}

bool must_be_signed(const Node& node, dns::Type type) {
  if (type == dns::Type::rrsig || node.place == Place::below_cut) return false;
  if (node.place != Place::delegation) return true;
  return type == dns::Type::ds || type == dns::Type::nsec;
}

std::vector<Node> nodes_of(const Content& content) {
  std::vector<Node> nodes;
  const Records all(content.records);
  const dns::Name* cut = nullptr;
  for (std::size_t begin = 0; begin < all.size();) {
    std::size_t end = begin + 1;
    while (end < all.size() && dns::identical(all[begin].owner, all[end].owner)) ++end;
    Node node{.place = Place::authoritative, .records = all.subspan(begin, end - begin)};
    if (node.owner().is_root()) {
      node.place = Place::apex;
    } else if (cut != nullptr && dns::is_below(node.owner(), *cut)) {
      node.place = Place::below_cut;
    } else if (!node.of(dns::Type::ns).empty()) {
      node.place = Place::delegation;
      cut = &node.owner();
    }
    nodes.push_back(node);
    begin = end;
  }
  return nodes;
}

std::vector<Records> rrsets_of(Records records) {
  std::vector<Records> rrsets;
  for (std::size_t begin = 0; begin < records.size();) {
    std::size_t end = begin + 1;
    while (end < records.size() && records[end].type == records[begin].type &&
           dns::identical(records[end].owner, records[begin].owner)) {
      ++end;
    }
    rrsets.push_back(records.subspan(begin, end - begin));
    begin = end;
  }
  return rrsets;
}

}  // namespace tocsin::zone
