#include "daemon/main/registry_words.h"

#include "core/record/enrolment.h"
#include "core/record/revocation.h"

namespace tocsin::collector {
namespace {

std::optional<record::Revocation> open(ByteView body, const crypto::PublicKey& key) {
  auto said = record::open_revocation(body, key);
  return said ? std::optional(*std::move(said)) : std::nullopt;
}

}  // namespace

std::string RegistryWords::take(const entry::EntryView& entry) {
  switch (entry.kind) {
    case entry::Kind::enrolment:
      return take_enrolment(entry.body);
    case entry::Kind::attestation:
      return take_attestation(entry.body);
    case entry::Kind::revocation:
      return take_revocation(entry.body);
    default:
      return {};
  }
}

std::string RegistryWords::take_enrolment(ByteView body) {
  const auto enrolment = record::open_enrolment(body);
  if (!enrolment) return "enrolment: " + std::string(name_of(enrolment.error()));
  if (!registry_.may_enrol(enrolment->name, enrolment->key)) {
    return "enrolment of " + enrolment->name + " contradicts an earlier one";
  }
  registry_.enrol(enrolment->name, enrolment->key);
  return {};
}

std::string RegistryWords::take_attestation(ByteView body) {
  const auto claimed = record::peek_attestation(body);
  if (!claimed) return "attestation cannot be read";
  const auto* probe = registry_.find(claimed->probe);
  if (probe == nullptr) return "attestation of a probe that is not enrolled";
  // Whether it covers a moment is asked at that moment; here its date is no reason to refuse it.
  auto checked = check_attestation(body, countries_, claimed->probe, claimed->key, claimed->from);
  if (checked) {
    registry_.attest(claimed->probe, std::move(*checked));
  } else {
    ++ignored_;
  }
  return {};
}

std::string RegistryWords::take_revocation(ByteView body) {
  const auto claimed = record::peek_revocation(body);
  if (!claimed) return "revocation cannot be read";
  const auto country = countries_.find(claimed->country);
  const auto said = country == countries_.end() ? std::nullopt : open(body, country->second);
  if (said) registry_.revoke(*said);
  if (!said) ++ignored_;
  return {};
}

}  // namespace tocsin::collector
