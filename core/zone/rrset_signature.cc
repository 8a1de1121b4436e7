#include "core/zone/rrset_signature.h"

#include "core/crypto/sha256.h"
#include "core/dns/message_name.h"
#include "core/zone/key_object.h"

namespace tocsin::zone {
namespace {

// RFC 4034 section 3.1.
struct Rrsig {
  dns::Type covered{};
  std::uint8_t algorithm = 0;
  std::uint8_t labels = 0;
  std::uint32_t expiration = 0;
  std::uint32_t inception = 0;
  std::uint16_t key_tag = 0;
  dns::Name signer;
};

std::optional<Rrsig> rrsig_of(ByteView data) {
  Cursor in(data);
  const auto covered = in.take_be16();
  const auto algorithm = in.take_u8();
  const auto labels = in.take_u8();
  const auto original_ttl = in.take_be32();
  const auto expiration = in.take_be32();
  const auto inception = in.take_be32();
  const auto key_tag = in.take_be16();
  if (!original_ttl || !key_tag) return std::nullopt;
  const auto signer = dns::read_name(in.rest(), 0);  // never compressed: section 3.1.7
  if (!signer || in.remaining() <= signer->wire().size()) return std::nullopt;
  return Rrsig{static_cast<dns::Type>(*covered),
               *algorithm,
               *labels,
               *expiration,
               *inception,
               *key_tag,
               *signer};
}

RecordHandle record_of(const dns::Name& owner, dns::Type type, ByteView data) {
  Bytes wire;
  append(wire, owner.wire());
  append_be16(wire, static_cast<std::uint16_t>(type));
  append_be16(wire, static_cast<std::uint16_t>(dns::Class::in));
  append_be32(wire, 0);  // what was signed has the TTL that the signature states
  append_be16(wire, static_cast<std::uint16_t>(data.size()));
  append(wire, data);
  ldns_rr* record = nullptr;
  std::size_t position = 0;
  const auto status =
      ldns_wire2rr(&record, wire.data(), wire.size(), &position, LDNS_SECTION_ANSWER);
  RecordHandle handle(record);
  return status == LDNS_STATUS_OK && position == wire.size() ? std::move(handle) : nullptr;
}

// Each record freed with the list.
struct FreeDeep {
  void operator()(ldns_rr_list* list) const { ldns_rr_list_deep_free(list); }
};
using OwningList = std::unique_ptr<ldns_rr_list, FreeDeep>;

Mathematics verify(const Rrset& rrset, ByteView rrsig, const SigningKey& key) {
  const OwningList records(ldns_rr_list_new());
  for (const auto& data : rrset.data) {
    auto record = record_of(rrset.owner, rrset.type, data);
    if (!record) return Mathematics::fails;
    ldns_rr_list_push_rr(records.get(), record.release());
  }
  const auto signature = record_of(rrset.owner, dns::Type::rrsig, rrsig);
  if (!signature) return Mathematics::fails;
  const ListHandle keys(ldns_rr_list_new());
  const ListHandle good(ldns_rr_list_new());
  ldns_rr_list_push_rr(keys.get(), key.object->record.get());
  const auto status =
      ldns_verify_rrsig_keylist_notime(records.get(), signature.get(), keys.get(), good.get());
  return status == LDNS_STATUS_OK ? Mathematics::holds : Mathematics::fails;
}

void update_with_length(crypto::Sha256& sha, ByteView bytes) {
  Bytes length;
  append_be32(length, static_cast<std::uint32_t>(bytes.size()));
  sha.update(length);
  sha.update(bytes);
}

Digest digest_of(const Rrset& rrset, ByteView rrsig, const SigningKey& key) {
  crypto::Sha256 sha;
  sha.update(key.digest);
  update_with_length(sha, rrsig);
  update_with_length(sha, rrset.owner.wire());
  Bytes type;
  append_be16(type, static_cast<std::uint16_t>(rrset.type));
  sha.update(type);
  for (const auto& data : rrset.data) update_with_length(sha, data);
  return sha.finish();
}

Mathematics mathematics_of(const Rrset& rrset,
                           ByteView rrsig,
                           const SigningKey& key,
                           SignatureMemo& memo) {
  const auto digest = digest_of(rrset, rrsig, key);
  if (const auto known = memo.find(digest)) return *known;
  const auto found = verify(rrset, rrsig, key);
  memo.remember(digest, found);
  return found;
}

SignatureVerdict by_any_key(const Rrset& rrset,
                            ByteView data,
                            const Rrsig& rrsig,
                            const ZoneIndex& zone,
                            SignatureMemo& memo) {
  auto verdict = SignatureVerdict::no_key;
  for (const auto& key : zone.keys()) {
    if (key.tag != rrsig.key_tag || key.algorithm != rrsig.algorithm) continue;
    if (rrset.type == dns::Type::dnskey && key.role != KeyRole::anchored) continue;
    if (mathematics_of(rrset, data, key, memo) == Mathematics::holds) {
      return SignatureVerdict::good;
    }
    verdict = SignatureVerdict::bogus;
  }
  return verdict;
}

// RFC 4034 section 3.1.5: 32 bits of seconds, compared in serial number arithmetic.
bool is_after(std::uint32_t a, std::uint32_t b) {
  return static_cast<std::int32_t>(a - b) > 0;
}

SignatureVerdict in_time(const Rrsig& rrsig, WallTime at) {
  const auto now =
      static_cast<std::uint32_t>(std::chrono::floor<std::chrono::seconds>(at.since_epoch).count());
  if (is_after(rrsig.inception, now)) return SignatureVerdict::not_yet_valid;
  return is_after(now, rrsig.expiration) ? SignatureVerdict::expired : SignatureVerdict::good;
}

}  // namespace

std::string_view name_of(SignatureVerdict verdict) {
  constexpr std::string_view names[] = {"good",
                                        "malformed",
                                        "for another type",
                                        "by another signer",
                                        "of a wildcard",
                                        "not yet valid",
                                        "expired",
                                        "by a key that the zone does not have",
                                        "bogus"};
  return names[static_cast<std::size_t>(verdict)];
}

SignatureVerdict check_signature(
    const Rrset& rrset, ByteView data, const ZoneIndex& zone, WallTime at, SignatureMemo& memo) {
  const auto rrsig = rrsig_of(data);
  if (!rrsig) return SignatureVerdict::malformed;
  if (rrsig->covered != rrset.type) return SignatureVerdict::other_type;
  if (!rrsig->signer.is_root()) return SignatureVerdict::other_signer;
  if (rrsig->labels != rrset.owner.label_count()) return SignatureVerdict::wildcard;
  const auto by_key = by_any_key(rrset, data, *rrsig, zone, memo);
  return by_key == SignatureVerdict::good ? in_time(*rrsig, at) : by_key;
}

}  // namespace tocsin::zone
