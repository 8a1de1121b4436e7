// What a user gets who asks the vantage point's own resolver for a TLD, as a payload keeps it: a
// row of its own, because no endpoint was asked and nothing of it enters a figure about one.
// docs/formats/payload.md, field 24; probes/checks/resolver.h judges.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/base/time.h"

namespace tocsin::record {

// Of the TLD itself. The numbers are part of the payload format.
enum class LookupQuestion : std::uint8_t { soa = 0, ds = 1 };

constexpr std::string_view name_of(LookupQuestion question) {
  return question == LookupQuestion::soa ? "soa" : "ds";
}

// The numbers are part of the payload format.
enum class ResolverFinding : std::uint8_t {
  resolves = 0,     // as a user expects it; of DS: the set of the signed zone
  no_answer = 1,    // in time, or at all
  malformed = 2,    // no DNS message, or not one to this question
  truncated = 3,    // even over TCP
  servfail = 4,     // what a validating resolver says, too, where the signatures do not hold
  nxdomain = 5,     // and the TLD exists
  other_rcode = 6,  // REFUSED, NOTIMP ...
  no_data = 7,      // NOERROR without the SOA that was asked for
  ds_missing = 8,   // the zone has DS records, the resolver gives none
  ds_differs = 9,   // both have some, or only the resolver has, and no accepted set is the same
  ad_missing = 10,  // the right DS records, and the resolver does not say that it validated them
};

inline constexpr std::size_t resolver_finding_count = 11;

constexpr std::string_view name_of(ResolverFinding finding) {
  constexpr std::array<std::string_view, resolver_finding_count> names{"resolves",
                                                                       "no_answer",
                                                                       "malformed",
                                                                       "truncated",
                                                                       "servfail",
                                                                       "nxdomain",
                                                                       "other_rcode",
                                                                       "no_data",
                                                                       "ds_missing",
                                                                       "ds_differs",
                                                                       "ad_missing"};
  return names[static_cast<std::size_t>(finding)];
}

struct Lookup {
  std::uint32_t endpoint = 0;  // one of the TLD's, index into the target set: only to name the TLD
  // Which resolver was asked: its number among those that the envelope commits to
  // (PrivateField::resolvers).
  std::uint8_t resolver = 0;
  LookupQuestion question = LookupQuestion::soa;
  ResolverFinding finding = ResolverFinding::no_answer;
  MonotonicTime asked_at;
  std::optional<Duration> took = {};        // until the answer, all attempts included
  std::optional<std::uint16_t> rcode = {};  // with the upper bits of EDNS; both or neither

  bool operator==(const Lookup&) const = default;
};

}  // namespace tocsin::record
