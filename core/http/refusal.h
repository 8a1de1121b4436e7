// Why a listener turned somebody away before a handler saw a request. Each is counted under its
// name: a refusal is never silent and never a crash.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace tocsin::http {

enum class TlsRefusal : std::uint8_t {
  no_certificate,         // the client showed none where one is needed
  untrusted_certificate,  // not by our authority, or not for clients
  expired_certificate,    // outside its validity
  old_protocol,           // no TLS 1.3
  not_tls,                // the first bytes are no TLS record
  closed,                 // the client left during the handshake (it may not trust us)
  too_slow,               // no complete handshake in time
  other,
};
inline constexpr std::array<std::string_view, 8> tls_refusal_names{"no_certificate",
                                                                   "untrusted_certificate",
                                                                   "expired_certificate",
                                                                   "old_protocol",
                                                                   "not_tls",
                                                                   "closed",
                                                                   "too_slow",
                                                                   "other"};

enum class RequestRefusal : std::uint8_t {
  too_many_connections,  // closed without a word
  header_too_large,      // 431
  body_too_large,        // 413, decided on Content-Length
  no_length,             // 411: a body without Content-Length
  malformed,             // 400
  too_slow,              // begun and not ended in time: closed without a word
  abandoned,             // the client left in the middle of a request or of its answer
  failed,                // its handler threw: a bug of ours; closed without a word
};
inline constexpr std::array<std::string_view, 8> request_refusal_names{"too_many_connections",
                                                                       "header_too_large",
                                                                       "body_too_large",
                                                                       "no_length",
                                                                       "malformed",
                                                                       "too_slow",
                                                                       "abandoned",
                                                                       "failed"};

constexpr std::string_view name_of(TlsRefusal refusal) {
  return tls_refusal_names[static_cast<std::size_t>(refusal)];
}

constexpr std::string_view name_of(RequestRefusal refusal) {
  return request_refusal_names[static_cast<std::size_t>(refusal)];
}

// What one listener has seen since it started.
struct ServerCounts {
  std::uint64_t connections = 0;  // accepted
  std::uint64_t open = 0;         // of them, now
  std::uint64_t requests = 0;     // that reached the router
  std::array<std::uint64_t, tls_refusal_names.size()> tls_refusals{};
  std::array<std::uint64_t, request_refusal_names.size()> request_refusals{};

  std::uint64_t of(TlsRefusal refusal) const {
    return tls_refusals[static_cast<std::size_t>(refusal)];
  }
  std::uint64_t of(RequestRefusal refusal) const {
    return request_refusals[static_cast<std::size_t>(refusal)];
  }
};

}  // namespace tocsin::http
