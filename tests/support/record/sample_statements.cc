#include "tests/support/record/sample_statements.h"

namespace tocsin::record::sample {

using namespace std::chrono_literals;

Acknowledgement acknowledgement() {
  return {
      "log.collector.example", batch().envelope.digest(), {1'767'225'601s}, 24h, Admission::next};
}

Attestation attestation() {
  Attestation said;
  said.country = "NO";
  said.key = probe_key().public_key();
  said.probe = probe_id_of(said.key);
  said.asn = 224;
  said.network = "Uninett";
  said.place = Place{599, 108};
  said.from = from_rfc3339("2026-01-01T00:00:00Z").value();
  said.until = from_rfc3339("2027-01-01T00:00:00Z").value();
  return said;
}

Enrolment enrolment() {
  Enrolment enrolment;
  enrolment.name = "no-1";
  enrolment.key = probe_key().public_key();
  enrolment.probe = probe_id_of(enrolment.key);
  enrolment.at = {1'767'225'000s};
  enrolment.request = digest_of(0x77);
  enrolment.proof = sign_enrolment_proof(enrolment.request, probe_key());
  return enrolment;
}

plan::Plan plan() {
  const plan::Measure tld{.check = plan::Check::tld,
                          .zones = plan::Zones::tlds,
                          .each = plan::Each::address,
                          .udp_every = 60s,
                          .tcp_one_in = 10};
  const plan::Measure soa{.udp_every = 300s, .tcp_every = 300s};
  return {.name = "sample",
          .measures = {tld, soa},
          .start_within = 60s,
          .panel = 20,
          .batch_every = 60s,
          .rtt_resolution = 10us};
}

}  // namespace tocsin::record::sample
