#include "core/zone/zonemd.h"

#include <algorithm>

namespace tocsin::zone {
namespace {

constexpr std::uint8_t scheme_simple = 1;
constexpr std::uint8_t hash_sha384 = 1;
constexpr std::uint8_t hash_sha512 = 2;

struct Zonemd {
  std::uint32_t serial = 0;
  std::uint8_t scheme = 0;
  std::uint8_t hash = 0;
  ByteView digest;

  bool is_known() const {
    return scheme == scheme_simple && ((hash == hash_sha384 && digest.size() == 48) ||
                                       (hash == hash_sha512 && digest.size() == 64));
  }
};

std::optional<Zonemd> zonemd_of(const ZoneRecord& record) {
  Cursor in(record.data());
  const auto serial = in.take_be32();
  const auto scheme = in.take_u8();
  const auto hash = in.take_u8();
  if (!serial || !scheme || !hash) return std::nullopt;
  return Zonemd{.serial = *serial, .scheme = *scheme, .hash = *hash, .digest = in.rest()};
}

bool is_of_zonemd(const ZoneRecord& record) {
  if (!record.owner.is_root()) return false;
  if (record.type == dns::Type::zonemd) return true;
  if (record.type != dns::Type::rrsig) return false;
  const auto covered = Cursor(record.data()).take_be16();
  return covered == static_cast<std::uint16_t>(dns::Type::zonemd);
}

// Section 3.4.1: all records but the ZONEMD set at the apex and its signatures.
template <class Update>
void feed(const Content& content, const Update& update) {
  for (const auto& record : content.records) {
    if (!is_of_zonemd(record)) update(record.wire);
  }
}

Bytes sha384_of(const Content& content) {
  ldns_sha384_CTX context;
  ldns_sha384_init(&context);
  feed(content, [&](const Bytes& wire) { ldns_sha384_update(&context, wire.data(), wire.size()); });
  Bytes digest(LDNS_SHA384_DIGEST_LENGTH);
  ldns_sha384_final(digest.data(), &context);
  return digest;
}

Bytes sha512_of(const Content& content) {
  ldns_sha512_CTX context;
  ldns_sha512_init(&context);
  feed(content, [&](const Bytes& wire) { ldns_sha512_update(&context, wire.data(), wire.size()); });
  Bytes digest(LDNS_SHA512_DIGEST_LENGTH);
  ldns_sha512_final(digest.data(), &context);
  return digest;
}

// Section 4: two of the same scheme and hash make both of them unusable.
bool is_alone(const Zonemd& one, const std::vector<Zonemd>& all) {
  return 1 == std::ranges::count_if(all, [&](const Zonemd& other) {
           return other.scheme == one.scheme && other.hash == one.hash;
         });
}

}  // namespace

Result<ZonemdVerdict, Fault> check_zonemd(const Content& content, const Node& apex) {
  const auto records = apex.of(dns::Type::zonemd);
  if (records.empty()) return ZonemdVerdict::absent;
  std::vector<Zonemd> all;
  for (const auto& record : records) {
    if (const auto zonemd = zonemd_of(record)) all.push_back(*zonemd);
  }
  auto verdict = ZonemdVerdict::unsupported;
  for (const auto& zonemd : all) {
    if (!zonemd.is_known() || !is_alone(zonemd, all)) continue;
    if (zonemd.serial != content.serial) {
      return faulty(FaultKind::zonemd_mismatch,
                    "it is for serial " + std::to_string(zonemd.serial));
    }
    const auto digest = zonemd.hash == hash_sha384 ? sha384_of(content) : sha512_of(content);
    if (!equal(digest, zonemd.digest)) {
      return faulty(FaultKind::zonemd_mismatch, "the zone's content is not what was published");
    }
    verdict = ZonemdVerdict::verified;
  }
  return verdict;
}

}  // namespace tocsin::zone
