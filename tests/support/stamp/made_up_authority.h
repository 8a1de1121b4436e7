// A time-stamping authority of a test's own: a root, the certificate that it has issued, and tokens
// as good or as bad as the test wants them. It is put together from PKCS #7 rather than by
// libcrypto's TS_RESP_create_response, which would refuse to make the bad ones.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "core/base/digest.h"
#include "core/base/time.h"
#include "core/crypto/certificate_authority.h"

namespace tocsin::crypto {

// When a token of a test is from, unless it says otherwise.
inline const WallTime stamped_at = *from_rfc3339("2025-11-29T12:20:00Z");

struct AuthorityWish {
  enum class Usage { critical, not_critical, others_too, tls, none } usage = Usage::critical;
  Validity validity{*from_rfc3339("2025-01-01T00:00:00Z"), *from_rfc3339("2035-01-01T00:00:00Z")};
};

struct StampWish {
  Digest imprint{};
  std::optional<std::uint64_t> nonce = {};
  WallTime time = stamped_at;
  std::optional<Duration> accuracy = std::chrono::milliseconds(500);
  std::string imprint_by = "SHA256";
  std::string signed_over = "SHA256";
};

class MadeUpAuthority {
 public:
  explicit MadeUpAuthority(const std::string& name, AuthorityWish wish = {});
  ~MadeUpAuthority();

  std::string root_pem() const;
  Bytes root() const;         // in DER
  Bytes certificate() const;  // that it signs with, in DER
  std::string certificate_pem() const;
  std::string key_pem() const;

  Bytes token(const StampWish& wish);
  // Answers a request of ours; whatever else it is wrong in is the wish's.
  Bytes answer(ByteView request, StampWish wish = {});

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

Bytes granted(ByteView token);         // a response with it
Bytes refused(int status);             // one without
StampWish asked_in(ByteView request);  // what it is to be of

}  // namespace tocsin::crypto
