// What was asked, as plans state it and payloads keep it: a name as a master file has it, which the
// endpoint's zone completes, and what else a query says.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.h"
#include "core/dns/query.h"

namespace tocsin::record {

// EDNS of a query (RFC 6891).
struct QuestionEdns {
  std::uint16_t udp_payload = dns::default_udp_payload;
  bool dnssec_ok = false;
  bool nsid = false;    // RFC 5001
  bool cookie = false;  // RFC 7873; the eight octets are drawn (draw.h)

  auto operator<=>(const QuestionEdns&) const = default;
};

struct Question {
  // "@" is the endpoint's zone, "no-such" a name below it, "hostname.bind." that name itself.
  std::string name = "@";
  std::uint16_t type = 6;   // SOA
  std::uint16_t klass = 1;  // IN
  bool recursion_desired = false;
  std::optional<QuestionEdns> edns = {};

  auto operator<=>(const Question&) const = default;
};

// The name in full, for a zone as endpoints have it: ".", "no.".
Result<dns::Name, dns::NameError> full_name(const Question& question, std::string_view zone);

// The query, without what is drawn: id zero, letters as in the question, no cookie.
Result<dns::QueryOptions, dns::NameError> query_for(const Question& question,
                                                    std::string_view zone);

}  // namespace tocsin::record
