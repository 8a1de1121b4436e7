#include "tests/support/probe/sworn.h"

#include "core/record/attestation.h"
#include "core/record/enrolment.h"

namespace tocsin::collector {

Bytes enrolment_of(const ScriptedProbe& who) {
  record::Enrolment enrolment;
  enrolment.name = who.name();
  enrolment.key = who.key().public_key();
  enrolment.probe = who.id();
  enrolment.proof = record::sign_enrolment_proof(enrolment.request, who.key());
  return encode(enrolment);
}

Bytes attestation_of(const ScriptedProbe& who, const Sworn& sworn, const crypto::SigningKey& by) {
  record::Attestation said;
  said.country = sworn.country;
  said.key = who.key().public_key();
  said.probe = who.id();
  said.network = "Uninett";
  said.from = sworn.from;
  said.until = sworn.until;
  return record::sign(said, by);
}

}  // namespace tocsin::collector
