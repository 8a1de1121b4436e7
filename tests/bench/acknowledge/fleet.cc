#include "tests/bench/acknowledge/fleet.h"

#include "core/base/check.h"
#include "core/crypto/certificate_request.h"
#include "core/durable/journal.h"
#include "core/entry/journal_record.h"
#include "core/record/enrolment.h"
#include "core/record/signed_envelope.h"
#include "daemon/enrol/probe_name.h"
#include "daemon/main/state_layout.h"

namespace tocsin::bench {

std::vector<Member> fleet_of(std::uint32_t probes) {
  std::vector<Member> fleet;
  for (std::uint32_t i = 0; i < probes; ++i) {
    const crypto::Seed seed{static_cast<std::uint8_t>(i), static_cast<std::uint8_t>(i >> 8), 1};
    fleet.push_back({"p-" + std::to_string(i), crypto::SigningKey::from_seed(seed)});
  }
  return fleet;
}

void enrol(durable::FileSystem& files, const std::string& state, const std::vector<Member>& fleet) {
  auto journal =
      durable::Journal::open(files, collector::StateLayout{state}.first_log().journal(), {});
  check(journal.has_value(), "the journal is open");
  for (const auto& member : fleet) {
    record::Enrolment enrolment;
    enrolment.name = member.name;
    enrolment.key = member.key.public_key();
    enrolment.probe = record::probe_id_of(enrolment.key);
    enrolment.proof = record::sign_enrolment_proof(enrolment.request, member.key);
    const auto body = encode(enrolment);
    const auto record = entry::encode_journal_record({{entry::Kind::enrolment, body}});
    check(journal->append(record).has_value(), "a record is written");
  }
  check(journal->sync().has_value(), "and synced");
}

http::TlsIdentity certified(const Member& member,
                            const collector::State& state,
                            WallTime now,
                            Entropy& entropy) {
  const auto key = crypto::TlsKey::generate();
  const auto uri = collector::probe_uri(collector::host_of(state.name), member.name);
  const auto request = crypto::make_certificate_request(key, uri);
  check(request.has_value(), "a certificate is asked for");
  const auto checked = crypto::CheckedRequest::from_pem(*request);
  check(checked.has_value(), "in order");
  const crypto::Validity validity{now - std::chrono::minutes(5), now + std::chrono::hours(24)};
  const auto certificate = state.authority.issue_client(*checked, member.name, validity, entropy);
  check(certificate.has_value(), "and given");
  return {*certificate, key.to_pem()};
}

}  // namespace tocsin::bench
