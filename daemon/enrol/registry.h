// The probes that are enrolled here: whose key is whose. A pure value that is rebuilt from the
// enrolment entries of the journal; one thread at a time.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/crypto/ed25519.h"
#include "core/record/revocation.h"
#include "daemon/live/probe_registration.h"

namespace tocsin::collector {

inline constexpr std::size_t probes_max = 10'000;

struct EnrolledProbe {
  ProbeRegistration registration;
  std::map<std::uint32_t, crypto::PublicKey> keys;  // by epoch
};

enum class EnrolRefusal {
  name_taken,  // by a probe with another key
  renamed,     // this key goes by another name already
  too_many_probes,
};

class Registry {
 public:
  const EnrolledProbe* find(const record::ProbeId& id) const;
  const EnrolledProbe* find_name(std::string_view name) const;

  // Whether a probe may go by this name with this first key. The same again is no conflict: a probe
  // that lost its certificate enrols anew.
  Status<EnrolRefusal> may_enrol(std::string_view name, const crypto::PublicKey& first_key) const;

  // Takes in what may_enrol() allowed. The id follows from the key.
  const EnrolledProbe& enrol(std::string_view name, const crypto::PublicKey& first_key);

  // Replaces what was said of this probe before; it must be enrolled.
  void attest(const record::ProbeId& id, Attestation attestation);

  // The country takes its word for this key back, earlier and later ones; whether a probe with it
  // is enrolled or not. False where that is known already.
  bool revoke(const record::Revocation& revocation);
  // The probe of this key, where its country's word is one that was taken back.
  const EnrolledProbe* find_revoked(const crypto::PublicKey& key) const;
  // Whether no batch of this probe is taken any more.
  bool is_revoked(const record::ProbeId& id, WallTime now) const;

  std::vector<ProbeRegistration> all() const;  // by id
  // Those whose country stands by its word for them at that time.
  std::size_t taking_part(WallTime now) const;

 private:
  std::optional<WallTime> revoked_from(const EnrolledProbe& probe) const;
  void clip(EnrolledProbe& probe) const;

  std::map<record::ProbeId, EnrolledProbe> probes_;
  std::map<std::pair<std::string, crypto::PublicKey>, WallTime> revoked_;  // by country and key
};

}  // namespace tocsin::collector
