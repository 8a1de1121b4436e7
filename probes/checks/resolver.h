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
#include "core/record/lookup.h"

namespace tocsin::probe {

using record::ResolverFinding;

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
