#include "daemon/enrol/registry.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/record/signed_envelope.h"

namespace tocsin::collector {

const EnrolledProbe* Registry::find(const record::ProbeId& id) const {
  const auto found = probes_.find(id);
  return found == probes_.end() ? nullptr : &found->second;
}

const EnrolledProbe* Registry::find_name(std::string_view name) const {
  for (const auto& [id, probe] : probes_) {
    if (probe.registration.name == name) return &probe;
  }
  return nullptr;
}

Status<EnrolRefusal> Registry::may_enrol(std::string_view name,
                                         const crypto::PublicKey& first_key) const {
  const auto id = record::probe_id_of(first_key);
  const auto* by_name = find_name(name);
  if (by_name != nullptr && by_name->registration.id != id) {
    return fail_with(EnrolRefusal::name_taken);
  }
  const auto* by_key = find(id);
  if (by_key != nullptr && by_key->registration.name != name) {
    return fail_with(EnrolRefusal::renamed);
  }
  if (by_key == nullptr && probes_.size() >= probes_max) {
    return fail_with(EnrolRefusal::too_many_probes);
  }
  return {};
}

const EnrolledProbe& Registry::enrol(std::string_view name, const crypto::PublicKey& first_key) {
  check(may_enrol(name, first_key).has_value(), "only what may be enrolled is");
  const auto id = record::probe_id_of(first_key);
  auto& probe = probes_[id];
  probe.registration.name = std::string(name);
  probe.registration.id = id;
  probe.keys[0] = first_key;
  return probe;
}

void Registry::attest(const record::ProbeId& id, Attestation attestation) {
  const auto found = probes_.find(id);
  check(found != probes_.end(), "only an enrolled probe is attested");
  found->second.registration.attestation = std::move(attestation);
  clip(found->second);
}

bool Registry::revoke(const record::Revocation& revocation) {
  const auto [known, is_new] =
      revoked_.try_emplace({revocation.country, revocation.key}, revocation.from);
  if (!is_new && known->second <= revocation.from) return false;
  known->second = revocation.from;
  for (auto& [id, probe] : probes_) clip(probe);
  return true;
}

const EnrolledProbe* Registry::find_revoked(const crypto::PublicKey& key) const {
  for (const auto& [id, probe] : probes_) {
    if (probe.keys.at(0) == key && revoked_from(probe)) return &probe;
  }
  return nullptr;
}

bool Registry::is_revoked(const record::ProbeId& id, WallTime now) const {
  const auto* probe = find(id);
  const auto from = probe == nullptr ? std::nullopt : revoked_from(*probe);
  return from && now >= *from;
}

std::optional<WallTime> Registry::revoked_from(const EnrolledProbe& probe) const {
  const auto& attestation = probe.registration.attestation;
  if (!attestation) return std::nullopt;
  const auto found = revoked_.find({attestation->country, probe.keys.at(0)});
  return found == revoked_.end() ? std::nullopt : std::optional(found->second);
}

// The live view knows nothing of revocations: a word that was taken back ends then.
void Registry::clip(EnrolledProbe& probe) const {
  if (const auto from = revoked_from(probe)) {
    auto& until = probe.registration.attestation->until;
    until = std::min(until, *from);
  }
}

std::vector<ProbeRegistration> Registry::all() const {
  std::vector<ProbeRegistration> all;
  for (const auto& [id, probe] : probes_) all.push_back(probe.registration);
  return all;
}

std::size_t Registry::taking_part(WallTime now) const {
  const auto takes_part = [&](const auto& probe) {
    const auto& attestation = probe.second.registration.attestation;
    return attestation && attestation->covers(now);
  };
  return static_cast<std::size_t>(std::ranges::count_if(probes_, takes_part));
}

}  // namespace tocsin::collector
