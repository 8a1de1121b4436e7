// POST /v1/enroll: a one-time token, a certificate request and a proof of the probe's key in; a
// transport certificate out. What was agreed is an entry of the log before it is answered.
//
// Everything is checked before the token is used up, so that a mistake can be mended and tried
// again. One enrolment at a time: the next caller is asked to come back.
#pragma once

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <optional>
#include <string>

#include "core/base/clock.h"
#include "core/base/entropy.h"
#include "core/crypto/certificate_authority.h"
#include "core/entry/entry.h"
#include "core/http/message.h"
#include "core/record/enrolment.h"
#include "daemon/enrol/attestation_check.h"
#include "daemon/enrol/enrol_problem.h"
#include "daemon/enrol/enrol_rate.h"
#include "daemon/enrol/token_store.h"

namespace tocsin::collector {

// A probe's certificate is for transport only, and renewed by enrolling again with a new token.
inline constexpr Duration probe_certificate_validity = std::chrono::hours(24 * 366);
inline constexpr Duration certificate_backdating = std::chrono::minutes(5);

struct EnrolmentIdentity {
  std::string origin;     // of the log
  std::string collector;  // trust domain of the probes' certificates
  crypto::PublicKey log_key{};
};

struct EnrolmentParts {
  const crypto::CertificateAuthority& authority;
  Registry& registry;
  TokenStore& tokens;
  const Clock& clock;
  Entropy& entropy;
  // Writes an entry of the log; its index, once it is durable.
  std::function<boost::asio::awaitable<std::optional<std::uint64_t>>(entry::Kind, Bytes)> log;
  std::function<void(const ProbeRegistration&)> registered;
};

class Enrolment {
 public:
  Enrolment(EnrolmentIdentity identity, EnrolmentParts parts, CountryKeys countries)
      : identity_(std::move(identity)),
        parts_(std::move(parts)),
        countries_(std::move(countries)) {}

  boost::asio::awaitable<http::Response> post_enroll(http::Request request);

  // For enrolments from now on.
  void use(CountryKeys countries) { countries_ = std::move(countries); }

 private:
  struct Candidate {
    std::string name;
    record::EnrolmentRequest request;
    crypto::CheckedRequest certificate_request;
    std::optional<Attestation> attestation;
  };
  struct Refused {
    EnrolProblem problem;
    std::string detail = {};
  };

  Result<Candidate, Refused> examine(ByteView body, WallTime now);
  Result<std::optional<Attestation>, Refused> examine_attestation(
      const record::EnrolmentRequest& request, WallTime now) const;
  boost::asio::awaitable<http::Response> complete(Candidate candidate, WallTime now);
  boost::asio::awaitable<bool> log(const Candidate& candidate, WallTime now);
  void enter(const Candidate& candidate);
  Result<record::EnrolmentResponse> response_for(const Candidate& candidate, WallTime now) const;

  EnrolmentIdentity identity_;
  EnrolmentParts parts_;
  CountryKeys countries_;
  EnrolRate rate_;
  bool busy_ = false;
};

}  // namespace tocsin::collector
