// Time-stamps (RFC 3161): somebody else's signed word that a digest was there at a time. Pure;
// timestamp_request.h has what an authority is asked with.
//
// A token carries the certificates that it was signed with up to one of those whom the reader
// trusts, and they are judged at the token's own time: so it verifies offline, years after they
// have expired. Nobody is asked whether they were revoked.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/digest.h"
#include "core/base/result.h"
#include "core/base/time.h"

namespace tocsin::crypto {

// Those of public authorities have 3 to 8 kB.
inline constexpr std::size_t timestamp_bytes_max = 32 * 1024;

struct Timestamp {
  WallTime time;                          // genTime
  std::optional<Duration> accuracy = {};  // what the token says of it, if it does
  std::string policy;                     // OID, in dots: under what rules it was made
  std::string serial;                     // in hexadecimal
  std::string authority;                  // who signed: the certificate's subject (RFC 2253)

  // A token without an accuracy has whole seconds.
  Duration bound() const { return accuracy.value_or(std::chrono::seconds(1)); }
  WallTime earliest() const { return time - bound(); }
  WallTime latest() const { return time + bound(); }
};

// Why a token is none. In this order; the first that applies.
enum class TimestampFault : std::uint8_t {
  malformed,      // no RFC 3161 response or token, or something behind it
  refused,        // the authority grants none
  wrong_imprint,  // of other bytes, or by another digest than SHA-256
  wrong_nonce,    // not the answer to this request
  weak,           // signed over a digest that can be forged
  not_valid,      // a certificate was not valid at the token's time
  wrong_purpose,  // the signer's certificate is not for time-stamps alone, critically
  untrusted,      // no chain to a certificate that is trusted
  not_signed,     // the signature does not hold, or names another certificate
};
inline constexpr std::size_t timestamp_fault_count = 9;

std::string_view name_of(TimestampFault fault);  // "wrong_imprint"

struct TimestampError {
  TimestampFault fault = TimestampFault::malformed;
  std::string text;  // for people: "the certificate has expired"
};

template <class T>
using TimestampResult = Result<T, TimestampError>;

// What a token must be of; nothing: whatever it is of, and whatever was asked with.
struct TimestampWish {
  std::optional<Digest> imprint = {};
  std::optional<std::uint64_t> nonce = {};
};

// Verifies a token. Trusted are certificates in DER: of an authority, or of those who vouch for it.
TimestampResult<Timestamp> open_timestamp(ByteView token,
                                          const TimestampWish& wish,
                                          std::span<const Bytes> trusted);

}  // namespace tocsin::crypto
