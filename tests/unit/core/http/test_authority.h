// Certificates for tests, made on the spot: a throw-away authority and what it signs.
#pragma once

#include <openssl/types.h>

#include <memory>
#include <string>

#include "core/http/tls.h"

namespace tocsin::http {

class TestAuthority {
 public:
  struct Leaf {
    std::string alternative_names;  // as openssl-x509v3_config(5): "DNS:a,URI:spiffe://a/b"
    long valid_from_s = -60;        // seconds from now
    long valid_until_s = 3600;
    std::string usage = "clientAuth,serverAuth";
  };

  TestAuthority();

  std::string ca_pem() const;
  TlsIdentity issue(const Leaf& leaf) const;
  TlsIdentity server() const { return issue({"DNS:collector.test"}); }
  TlsIdentity probe(const std::string& name) const {
    return issue({"URI:spiffe://collector.test/probe/" + name});
  }

 private:
  std::shared_ptr<EVP_PKEY> key_;
  std::shared_ptr<X509> certificate_;
};

}  // namespace tocsin::http
