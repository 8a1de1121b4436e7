#include "core/crypto/certificate.h"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include "core/crypto/alternative_names.h"
#include "core/crypto/bio.h"
#include "core/crypto/sha256.h"

namespace tocsin::crypto {
namespace {

using Certificate = Handle<X509, X509_free>;

WallTime wall_time(const ASN1_TIME* time) {
  std::tm parts{};
  if (ASN1_TIME_to_tm(time, &parts) != 1) return {};
  const auto date = std::chrono::year{parts.tm_year + 1900} / (parts.tm_mon + 1) / parts.tm_mday;
  const auto clock = std::chrono::hours{parts.tm_hour} + std::chrono::minutes{parts.tm_min} +
                     std::chrono::seconds{parts.tm_sec};
  return {std::chrono::sys_days{date}.time_since_epoch() + clock};
}

std::string common_name(const X509* certificate) {
  char text[256];
  const auto* subject = X509_get_subject_name(certificate);
  const int size = X509_NAME_get_text_by_NID(subject, NID_commonName, text, sizeof text);
  return size < 0 ? std::string() : std::string(text, static_cast<std::size_t>(size));
}

Digest fingerprint(const X509* certificate) {
  Digest digest;
  unsigned size = 0;
  const int done = X509_digest(certificate, EVP_sha256(), digest.data(), &size);
  check(done == 1 && size == digest.size(), "a certificate has a digest");
  return digest;
}

CertificateFacts facts_of(const X509* certificate) {
  const GeneralNames general(static_cast<GENERAL_NAMES*>(
      X509_get_ext_d2i(certificate, NID_subject_alt_name, nullptr, nullptr)));
  auto names = to_alternative_names(general.get());
  CertificateFacts facts;
  facts.common_name = common_name(certificate);
  facts.uris = std::move(names.uris);
  facts.dns_names = std::move(names.dns_names);
  facts.ip_addresses = std::move(names.ip_addresses);
  facts.not_before = wall_time(X509_get0_notBefore(certificate));
  facts.not_after = wall_time(X509_get0_notAfter(certificate));
  facts.fingerprint = fingerprint(certificate);
  return facts;
}

}  // namespace

Result<CertificateFacts> read_certificate_pem(std::string_view pem) {
  const auto bio = bio_over(pem);
  const Certificate certificate(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  if (!certificate) return fail("not a certificate in PEM");
  return facts_of(certificate.get());
}

Result<CertificateFacts> read_certificate_der(ByteView der) {
  const auto* at = der.data();
  const Certificate certificate(d2i_X509(nullptr, &at, static_cast<long>(der.size())));
  if (!certificate || at != der.data() + der.size()) return fail("not a certificate in DER");
  return facts_of(certificate.get());
}

Result<std::vector<Bytes>> certificates_from_pem(std::string_view pem) {
  const auto bio = bio_over(pem);
  std::vector<Bytes> all;
  while (const Certificate certificate{PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr)}) {
    auto& der = all.emplace_back(static_cast<std::size_t>(i2d_X509(certificate.get(), nullptr)));
    auto* at = der.data();
    i2d_X509(certificate.get(), &at);
  }
  const auto end = ERR_peek_last_error();
  ERR_clear_error();
  if (all.empty() || ERR_GET_REASON(end) != PEM_R_NO_START_LINE) {
    return fail("not certificates in PEM");
  }
  return all;
}

Result<std::string> only_uri(const CertificateFacts& facts) {
  if (facts.uris.size() != 1) return fail("the certificate does not have exactly one URI name");
  return facts.uris.front();
}

}  // namespace tocsin::crypto
