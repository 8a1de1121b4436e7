// A request for a certificate (PKCS #10, RFC 2986): "this key is mine, and I go by this URI".
// Whoever issues decides what the certificate says; from the request it takes the key.
#pragma once

#include <string>
#include <string_view>

#include "core/base/digest.h"
#include "core/base/result.h"
#include "core/crypto/tls_key.h"

namespace tocsin::crypto {

// PEM. The URI is the request's only alternative name.
Result<std::string> make_certificate_request(const TlsKey& key, const std::string& uri);

// A request whose signature by its own key holds, for a P-256 key and exactly one URI.
class CheckedRequest {
 public:
  static Result<CheckedRequest> from_pem(std::string_view pem);

  const std::string& uri() const { return uri_; }
  evp_pkey_st* key() const { return key_.get(); }

 private:
  CheckedRequest(PrivateKey key, std::string uri) : key_(std::move(key)), uri_(std::move(uri)) {}

  PrivateKey key_;  // holds the public half only
  std::string uri_;
};

}  // namespace tocsin::crypto
