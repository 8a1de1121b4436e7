#include "probes/checks/resolver.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/dns/match.h"

namespace tocsin::probe {
namespace {

using dns::Rcode;

dns::QueryOptions question(const dns::Name& tld, dns::Type type, std::uint16_t id) {
  dns::QueryOptions query;
  query.id = id;
  query.question = {.name = tld, .type = type, .klass = dns::Class::in};
  query.recursion_desired = true;
  return query;
}

// What speaks against an answer before anybody looks at its records.
std::optional<ResolverFinding> obstacle_in(const dns::Reply& reply) {
  if (reply.flags().truncated()) return ResolverFinding::truncated;
  switch (reply.rcode()) {
    case Rcode::noerror:
      return std::nullopt;
    case Rcode::servfail:
      return ResolverFinding::servfail;
    case Rcode::nxdomain:
      return ResolverFinding::nxdomain;
    default:
      return ResolverFinding::other_rcode;
  }
}

// The data of the answer's records that are of the type and the name asked for.
DsSet asked_for(const dns::Reply& reply, const dns::Question& question) {
  DsSet data;
  for (const auto& record : reply.answers()) {
    const bool asked = record.type == question.type && record.klass == question.klass &&
                       dns::same_name(record.owner(), question.name);
    if (asked) data.emplace_back(record.rdata.begin(), record.rdata.end());
  }
  return data;
}

DsSet ordered(DsSet set) {
  std::ranges::sort(set);
  const auto repeated = std::ranges::unique(set);
  set.erase(repeated.begin(), repeated.end());
  return set;
}

ResolverFinding compare(const DsSet& given, const std::vector<DsSet>& accepted) {
  const auto same = [&](const DsSet& zone) { return ordered(zone) == ordered(given); };
  if (std::ranges::any_of(accepted, same)) return ResolverFinding::resolves;
  return given.empty() ? ResolverFinding::ds_missing : ResolverFinding::ds_differs;
}

// The reply to our question, or why there is none to look into.
Result<dns::Reply, ResolverFinding> open(std::optional<ByteView> bytes,
                                         const dns::QueryOptions& query) {
  if (!bytes) return fail_with(ResolverFinding::no_answer);
  const auto reply = dns::parse_reply(*bytes);
  if (!reply || !dns::match(*reply, query)) return fail_with(ResolverFinding::malformed);
  if (const auto obstacle = obstacle_in(*reply)) return fail_with(*obstacle);
  return *reply;
}

}  // namespace

dns::QueryOptions tld_soa_query(const dns::Name& tld, std::uint16_t id) {
  auto query = question(tld, dns::Type::soa, id);
  query.edns.emplace();
  return query;
}

dns::QueryOptions tld_ds_query(const dns::Name& tld, std::uint16_t id) {
  auto query = question(tld, dns::Type::ds, id);
  query.edns.emplace().dnssec_ok = true;
  return query;
}

ResolverFinding judge_tld_soa(std::optional<ByteView> bytes, const dns::QueryOptions& query) {
  const auto reply = open(bytes, query);
  if (!reply) return reply.error();
  return dns::soa_serial(*reply) ? ResolverFinding::resolves : ResolverFinding::no_data;
}

ResolverFinding judge_tld_ds(std::optional<ByteView> bytes,
                             const dns::QueryOptions& query,
                             const std::vector<DsSet>& accepted) {
  check(!accepted.empty(), "there is a zone to compare with");
  const auto reply = open(bytes, query);
  if (!reply) return reply.error();
  const auto given = asked_for(*reply, query.question);
  const auto finding = compare(given, accepted);
  const bool unvalidated = !given.empty() && !reply->flags().authentic_data();
  return finding == ResolverFinding::resolves && unvalidated ? ResolverFinding::ad_missing
                                                             : finding;
}

}  // namespace tocsin::probe
