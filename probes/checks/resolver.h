// What a user here gets who asks the host's own resolver for a TLD: whether the TLD resolves, and
// whether the DS records that come are those of the signed root zone. Two questions each, because a
// resolver may hold the root's records while it cannot reach the TLD's servers. Whom it asked never
// comes in here, and enters a batch as a commitment only (record::PrivateField::resolvers). Pure.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "core/base/bytes.h"
#include "core/dns/query.h"

namespace tocsin::probe {

enum class ResolverFinding : std::uint8_t {
  resolves,     // as a user expects it; of DS: the zone's
  no_answer,    // from none of the resolvers asked
  malformed,    // no DNS message, or not one to this question
  truncated,    // even over TCP
  servfail,     // what a validating resolver says, too, where the signatures do not hold
  nxdomain,     // and the TLD exists
  other_rcode,  // REFUSED, NOTIMP ...
  no_data,      // NOERROR without the SOA that was asked for
  ds_missing,   // the zone has DS records, the resolver gives none
  ds_differs,   // both have some, or only the resolver has, and no accepted set is the same
  ad_missing,   // the right DS records, and the resolver does not say that it validated them
};

std::string_view name_of(ResolverFinding finding);

// SOA of the TLD, RD on: what any user asks first, without saying so.
dns::QueryOptions tld_soa_query(const dns::Name& tld, std::uint16_t id);

// DS of the TLD, RD and DO on and CD off: the resolver is to validate.
dns::QueryOptions tld_ds_query(const dns::Name& tld, std::uint16_t id);

// The data of a DS RRset (RFC 4034 section 5.1), in any order. Empty: the delegation is not signed.
using DsSet = std::vector<Bytes>;

// `reply` is nothing where no resolver answered.
ResolverFinding judge_tld_soa(std::optional<ByteView> reply, const dns::QueryOptions& query);

// `accepted`: of every root zone that a resolver may still hold within the TTL, so that a rollover
// is no difference. At least one.
ResolverFinding judge_tld_ds(std::optional<ByteView> reply,
                             const dns::QueryOptions& query,
                             const std::vector<DsSet>& accepted);

}  // namespace tocsin::probe
