// An authority for transport certificates: a collector runs one for its own probes and listeners.
// It gives nobody an identity; that is what Ed25519 keys and countries' statements are for.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/entropy.h"
#include "core/base/result.h"
#include "core/base/time.h"
#include "core/crypto/certificate_request.h"
#include "core/crypto/handle.h"
#include "core/crypto/tls_key.h"

struct x509_st;

namespace tocsin::crypto {

struct Validity {
  WallTime from;  // whole seconds count
  WallTime until;
};

struct ServerNames {
  std::string common_name;  // shown to people; TLS reads the others
  std::vector<std::string> dns_names;
  std::vector<std::string> ip_addresses;
};

class CertificateAuthority {
 public:
  // A new key and a certificate for it, signed by itself. Serial numbers are 16 bytes of `entropy`.
  static CertificateAuthority make(const std::string& name, Validity validity, Entropy& entropy);
  static Result<CertificateAuthority> from_pem(std::string_view certificate, std::string_view key);

  std::string certificate_pem() const;
  std::string key_pem() const { return key_.to_pem(); }

  // Certificates in PEM. A client's carries the URI of its request, which the caller has compared
  // with what that client may be.
  Result<std::string> issue_server(const ServerNames& names,
                                   const TlsKey& key,
                                   Validity validity,
                                   Entropy& entropy) const;
  Result<std::string> issue_client(const CheckedRequest& request,
                                   const std::string& common_name,
                                   Validity validity,
                                   Entropy& entropy) const;

 private:
  struct FreeCertificate {
    void operator()(x509_st* certificate) const;
  };
  using Certificate = std::unique_ptr<x509_st, FreeCertificate>;

  CertificateAuthority(TlsKey key, Certificate certificate)
      : key_(std::move(key)), certificate_(std::move(certificate)) {}

  TlsKey key_;
  Certificate certificate_;
};

}  // namespace tocsin::crypto
