#include "core/entry/roster.h"

#include <algorithm>
#include <ranges>

#include "core/record/enrolment.h"
#include "core/record/revocation.h"

namespace tocsin::entry {

const record::Attestation* EnrolledProbe::attested_at(WallTime time) const {
  for (const auto& attestation : std::views::reverse(attestations)) {
    if (!attestation.covers(time)) continue;
    const auto taken_back = revoked.find({attestation.country, attestation.key});
    if (taken_back == revoked.end() || time < taken_back->second) return &attestation;
  }
  return nullptr;
}

std::set<std::string> EnrolledProbe::countries_within(WallTime from, WallTime to) const {
  std::vector<WallTime> turns{from};  // when another word may come to count
  for (const auto& attestation : attestations) {
    turns.push_back(attestation.from);
    turns.push_back(attestation.until);
  }
  for (const auto& [word, time] : revoked) turns.push_back(time);
  std::set<std::string> countries;
  for (const auto turn : turns) {
    if (turn < from || turn >= to) continue;
    if (const auto* attestation = attested_at(turn)) countries.insert(attestation->country);
  }
  return countries;
}

Status<> Roster::learn(const EntryView& entry) {
  if (entry.kind == Kind::enrolment) return learn_enrolment(entry.body);
  if (entry.kind == Kind::attestation) learn_attestation(entry.body);
  if (entry.kind == Kind::revocation) learn_revocation(entry.body);
  return {};
}

Status<> Roster::learn_enrolment(ByteView body) {
  const auto enrolment = record::open_enrolment(body);
  if (!enrolment) {
    return fail("an enrolment in the log: " + std::string(name_of(enrolment.error())));
  }
  auto& probe = probes_[enrolment->probe];
  if (probe.name.empty()) {
    if (!names_.insert(enrolment->name).second) {
      return fail("two probes in the log are called " + enrolment->name);
    }
    probe.name = enrolment->name;
  }
  probe.keys.emplace(enrolment->key_epoch, enrolment->key);  // the first one stays
  return {};
}

void Roster::learn_attestation(ByteView body) {
  const auto claimed = record::peek_attestation(body);
  if (!claimed) return;
  const auto country = countries_.find(claimed->country);
  if (country == countries_.end()) return;
  auto said = record::open_attestation(body, country->second);
  if (!said) return;
  const auto probe = probes_.find(said->probe);
  if (probe == probes_.end()) return;
  const auto keys = probe->second.keys | std::views::values;
  if (std::ranges::find(keys, said->key) == keys.end()) return;
  probe->second.attestations.push_back(*std::move(said));
}

void Roster::learn_revocation(ByteView body) {
  const auto claimed = record::peek_revocation(body);
  if (!claimed) return;
  const auto country = countries_.find(claimed->country);
  if (country == countries_.end()) return;
  const auto said = record::open_revocation(body, country->second);
  auto* probe = said ? find_key(said->key) : nullptr;
  if (probe == nullptr) return;
  const auto [known, is_new] = probe->revoked.try_emplace({said->country, said->key}, said->from);
  if (!is_new) known->second = std::min(known->second, said->from);
}

EnrolledProbe* Roster::find_key(const crypto::PublicKey& key) {
  for (auto& [id, probe] : probes_) {
    for (const auto& [epoch, known] : probe.keys) {
      if (known == key) return &probe;
    }
  }
  return nullptr;
}

const EnrolledProbe* Roster::find(const record::ProbeId& probe) const {
  const auto found = probes_.find(probe);
  return found == probes_.end() ? nullptr : &found->second;
}

std::optional<record::VerifiedEnvelope> Roster::verify(record::SignedEnvelope envelope) const {
  const auto* probe = find(envelope.claim().probe);
  if (probe == nullptr) return std::nullopt;
  const auto key = probe->keys.find(envelope.claim().key_epoch);
  if (key == probe->keys.end()) return std::nullopt;
  return record::VerifiedEnvelope::verify(std::move(envelope), key->second);
}

}  // namespace tocsin::entry
