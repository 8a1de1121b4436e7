#include "daemon/enrol/registry.h"

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
}

std::vector<ProbeRegistration> Registry::all() const {
  std::vector<ProbeRegistration> all;
  for (const auto& [id, probe] : probes_) all.push_back(probe.registration);
  return all;
}

}  // namespace tocsin::collector
