// What an X.509 certificate says (RFC 5280), as far as we use one. Certificates give transport: a
// TLS library checks them, and nobody concludes an identity from them alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/digest.h"
#include "core/base/result.h"
#include "core/base/time.h"

namespace tocsin::crypto {

struct CertificateFacts {
  std::string common_name;
  std::vector<std::string> uris;  // of the subject alternative name
  std::vector<std::string> dns_names;
  std::vector<std::string> ip_addresses;  // "192.0.2.1", "2001:db8:0:0:0:0:0:1" in full
  WallTime not_before;
  WallTime not_after;
  Digest fingerprint{};  // SHA-256 of the certificate in DER
};

// Of the first certificate in the text.
Result<CertificateFacts> read_certificate_pem(std::string_view pem);
Result<CertificateFacts> read_certificate_der(ByteView der);

// Every certificate in the text, in DER, in its order: at least one, and nothing unreadable.
Result<std::vector<Bytes>> certificates_from_pem(std::string_view pem);

// The one URI of a certificate in the manner of SPIFFE's X509-SVID: exactly one, or nothing.
Result<std::string> only_uri(const CertificateFacts& facts);

}  // namespace tocsin::crypto
