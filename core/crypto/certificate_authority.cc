#include "core/crypto/certificate_authority.h"

#include <openssl/pem.h>
#include <openssl/x509.h>
#include <openssl/x509v3.h>

#include "core/crypto/alternative_names.h"
#include "core/crypto/bio.h"

namespace tocsin::crypto {
namespace {

using Leaf = Handle<X509, X509_free>;

void set_serial(X509* certificate, Entropy& entropy) {
  ByteArray<16> bytes;
  entropy.fill(bytes);
  bytes[0] = static_cast<std::uint8_t>((bytes[0] & 0x3f) | 0x40);  // positive, always 16 bytes
  const Handle<BIGNUM, BN_free> number(BN_bin2bn(bytes.data(), bytes.size(), nullptr));
  check(BN_to_ASN1_INTEGER(number.get(), X509_get_serialNumber(certificate)) != nullptr,
        "a serial number fits");
}

void set_time(ASN1_TIME* time, WallTime wall) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(wall.since_epoch).count();
  check(ASN1_TIME_set(time, seconds) != nullptr, "a time fits a certificate");
}

void set_common_name(X509* certificate, const std::string& name) {
  const auto* text = reinterpret_cast<const unsigned char*>(name.data());
  const int size = static_cast<int>(name.size());
  auto* subject = X509_get_subject_name(certificate);
  const int added =
      X509_NAME_add_entry_by_NID(subject, NID_commonName, MBSTRING_UTF8, text, size, -1, 0);
  check(added == 1, "a common name is UTF-8 of at most 64 characters");
}

void add_extension(X509* certificate, X509* issuer, int nid, const char* constant) {
  X509V3_CTX context;
  X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
  const Handle<X509_EXTENSION, X509_EXTENSION_free> extension(
      X509V3_EXT_nconf_nid(nullptr, &context, nid, constant));
  check(extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1,
        "a constant extension is well formed");
}

// Version, serial, subject, times and key; who issues and what it may be used for follow.
Leaf blank(const std::string& name, Validity validity, EVP_PKEY* key, Entropy& entropy) {
  Leaf certificate(X509_new());
  check(certificate != nullptr && X509_set_version(certificate.get(), X509_VERSION_3) == 1 &&
            X509_set_pubkey(certificate.get(), key) == 1,
        "memory for a certificate");
  set_serial(certificate.get(), entropy);
  set_common_name(certificate.get(), name);
  set_time(X509_getm_notBefore(certificate.get()), validity.from);
  set_time(X509_getm_notAfter(certificate.get()), validity.until);
  return certificate;
}

void add_leaf_extensions(X509* leaf, X509* issuer, const char* usage, GENERAL_NAMES* names) {
  add_extension(leaf, issuer, NID_basic_constraints, "critical,CA:FALSE");
  add_extension(leaf, issuer, NID_key_usage, "critical,digitalSignature");
  add_extension(leaf, issuer, NID_ext_key_usage, usage);
  add_extension(leaf, issuer, NID_subject_key_identifier, "hash");
  add_extension(leaf, issuer, NID_authority_key_identifier, "keyid:always");
  check(X509_add1_ext_i2d(leaf, NID_subject_alt_name, names, 0, X509V3_ADD_APPEND) == 1,
        "a certificate takes names");
}

void sign(X509* certificate, const X509* issuer, const TlsKey& key) {
  const bool done = X509_set_issuer_name(certificate, X509_get_subject_name(issuer)) == 1 &&
                    X509_sign(certificate, key.get(), EVP_sha256()) > 0;
  check(done, "a P-256 key signs");
}

std::string pem_of(X509* certificate) {
  return written_by([&](BIO* bio) { return PEM_write_bio_X509(bio, certificate); });
}

constexpr std::size_t common_name_max = 64;  // RFC 5280 appendix A, ub-common-name

Status<> check_common_name(const std::string& name) {
  if (!name.empty() && name.size() <= common_name_max) return {};
  return fail("a certificate's common name has 1 to 64 bytes: \"" + name + "\"");
}

}  // namespace

void CertificateAuthority::FreeCertificate::operator()(x509_st* certificate) const {
  X509_free(certificate);
}

CertificateAuthority CertificateAuthority::make(const std::string& name,
                                                Validity validity,
                                                Entropy& entropy) {
  auto key = TlsKey::generate();
  auto made = blank(name, validity, key.get(), entropy);
  auto* self = made.get();
  add_extension(self, self, NID_basic_constraints, "critical,CA:TRUE,pathlen:0");
  add_extension(self, self, NID_key_usage, "critical,keyCertSign,cRLSign");
  add_extension(self, self, NID_subject_key_identifier, "hash");
  sign(self, self, key);
  return {std::move(key), Certificate(made.release())};
}

Result<CertificateAuthority> CertificateAuthority::from_pem(std::string_view certificate,
                                                            std::string_view key) {
  auto opened = TlsKey::from_pem(key);
  if (!opened) return fail("authority's key: " + opened.error().text);
  const auto bio = bio_over(certificate);
  Certificate read(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
  if (!read) return fail("authority's certificate: not a certificate in PEM");
  if (X509_check_private_key(read.get(), opened->get()) != 1) {
    return fail("authority's certificate is not for the authority's key");
  }
  return CertificateAuthority(std::move(*opened), std::move(read));
}

std::string CertificateAuthority::certificate_pem() const {
  return pem_of(certificate_.get());
}

Result<std::string> CertificateAuthority::issue_server(const ServerNames& names,
                                                       const TlsKey& key,
                                                       Validity validity,
                                                       Entropy& entropy) const {
  if (auto named = check_common_name(names.common_name); !named) {
    return tl::unexpected(named.error());
  }
  const auto general = to_general_names(
      {.dns_names = names.dns_names, .ip_addresses = names.ip_addresses, .uris = {}});
  if (!general) return tl::unexpected(general.error());
  const auto leaf = blank(names.common_name, validity, key.get(), entropy);
  add_leaf_extensions(leaf.get(), certificate_.get(), "serverAuth", general->get());
  sign(leaf.get(), certificate_.get(), key_);
  return pem_of(leaf.get());
}

Result<std::string> CertificateAuthority::issue_client(const CheckedRequest& request,
                                                       const std::string& common_name,
                                                       Validity validity,
                                                       Entropy& entropy) const {
  if (auto named = check_common_name(common_name); !named) return tl::unexpected(named.error());
  const auto general =
      to_general_names({.dns_names = {}, .ip_addresses = {}, .uris = {request.uri()}});
  if (!general) return tl::unexpected(general.error());
  const auto leaf = blank(common_name, validity, request.key(), entropy);
  add_leaf_extensions(leaf.get(), certificate_.get(), "clientAuth", general->get());
  sign(leaf.get(), certificate_.get(), key_);
  return pem_of(leaf.get());
}

}  // namespace tocsin::crypto
