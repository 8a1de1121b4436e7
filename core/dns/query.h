// A query as bytes: one question, and an OPT record where EDNS is wanted (RFC 6891).
#pragma once

#include <optional>

#include "core/base/bytes.h"
#include "core/dns/question.h"

namespace tocsin::dns {

// 1232 octets fit the smallest IPv6 link without fragments.
inline constexpr std::uint16_t default_udp_payload = 1232;

struct EdnsOptions {
  std::uint16_t udp_payload = default_udp_payload;  // octets that we can take in one datagram
  bool dnssec_ok = false;
  bool ask_nsid = false;  // RFC 5001
  Bytes cookie;           // client cookie, perhaps a server's after it (RFC 7873); empty for none
};

struct QueryOptions {
  std::uint16_t id = 0;
  Question question = {};
  bool recursion_desired = false;
  bool checking_disabled = false;  // RFC 4035 section 3.2.2: the resolver need not validate
  std::optional<EdnsOptions> edns = {};
};

Bytes build_query(const QueryOptions& query);

}  // namespace tocsin::dns
