// A zone's records sorted, once, with the form that digests and signatures are made of. Inside
// core/zone only: the one header with ldns' types that others there build on.
#pragma once

#include <span>
#include <vector>

#include "core/base/digest.h"
#include "core/dns/name.h"
#include "core/zone/delegation.h"
#include "core/zone/fault.h"
#include "core/zone/ldns_handle.h"

namespace tocsin::zone {

struct ZoneRecord {
  RecordHandle record;  // as it came: case kept
  dns::Name owner;      // lower case
  dns::Type type{};
  Bytes wire;  // canonical, RFC 4034 section 6.2
  std::size_t data_at = 0;

  ByteView data() const { return ByteView(wire).subspan(data_at); }
};

using Records = std::span<const ZoneRecord>;

struct Content {
  std::vector<ZoneRecord> records;  // by owner, type, data; each once
  std::uint32_t serial = 0;
  std::uint32_t expire_s = 0;  // of the SOA
  Digest digest{};
  std::vector<Delegation> delegations;
};

Result<Content, Fault> content_of(std::vector<RecordHandle> records);

// What stands at one name, where in the zone it lies, and its RRsets.
enum class Place { apex, authoritative, delegation, below_cut };
struct Node {
  Place place{};
  Records records;  // of all types

  const dns::Name& owner() const { return records.front().owner; }
  Records of(dns::Type type) const;
};

// Whether the set of this type there is the zone's own, and so signed (RFC 4035 section 2.2).
bool must_be_signed(const Node& node, dns::Type type);

// All names with records, in canonical order.
std::vector<Node> nodes_of(const Content& content);

// The RRsets of some records, which are sorted.
std::vector<Records> rrsets_of(Records records);

}  // namespace tocsin::zone
