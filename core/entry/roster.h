// Who the probes of a log are: which key each enrolled with, and which countries have vouched for
// it, by keys that the reader brings. A probe speaks for a country only by that country's key.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/entry/entry.h"
#include "core/record/attestation.h"
#include "core/record/signed_envelope.h"

namespace tocsin::entry {

using CountryKeys = std::map<std::string, crypto::PublicKey>;  // by ISO 3166-1 alpha-2

struct EnrolledProbe {
  std::string name;
  std::map<std::uint32_t, crypto::PublicKey> keys;  // by epoch
  std::vector<record::Attestation> attestations;    // in the order of the log
  // From when on which country does not stand by its word for which key.
  std::map<std::pair<std::string, crypto::PublicKey>, WallTime> revoked;

  // Of several that cover the time, and were not taken back by then, the one that was said last.
  const record::Attestation* attested_at(WallTime time) const;
  // Those that had vouched for it at any time in [from, to).
  std::set<std::string> countries_within(WallTime from, WallTime to) const;
};

class Roster {
 public:
  explicit Roster(CountryKeys countries) : countries_(std::move(countries)) {}

  // Whose word counts for which country from now on: what was learned before stays.
  void believe(CountryKeys countries) { countries_ = std::move(countries); }

  // Enrolments, attestations and revocations; other kinds are nothing to it. In the order of the
  // log: a country speaks of a probe that has enrolled. An error where an enrolment is none, or
  // where two probes have one name.
  Status<> learn(const EntryView& entry);

  const std::map<record::ProbeId, EnrolledProbe>& probes() const { return probes_; }
  // Nothing where none has enrolled.
  const EnrolledProbe* find(const record::ProbeId& probe) const;
  // By the key that its probe enrolled with.
  std::optional<record::VerifiedEnvelope> verify(record::SignedEnvelope envelope) const;

 private:
  Status<> learn_enrolment(ByteView body);
  void learn_attestation(ByteView body);
  void learn_revocation(ByteView body);
  EnrolledProbe* find_key(const crypto::PublicKey& key);

  CountryKeys countries_;
  std::map<record::ProbeId, EnrolledProbe> probes_;
  std::set<std::string> names_;
};

}  // namespace tocsin::entry
