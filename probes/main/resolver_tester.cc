#include "probes/main/resolver_tester.h"

#include "core/base/check.h"
#include "core/resolve/resolvers.h"
#include "probes/main/plan_run.h"

namespace tocsin::probe {
namespace {

using plan::NotMeasured;
using record::LookupQuestion;
using resolve::Failure;

// Where the host itself could not ask, nothing was measured.
bool is_of_the_host(const resolve::Answer& answer) {
  if (answer) return false;
  return answer.error().why == Failure::host || answer.error().why == Failure::no_resolver;
}

record::ResolverFinding judge(LookupQuestion question,
                              const resolve::Answer& answer,
                              const dns::QueryOptions& query,
                              const std::vector<DsSet>& accepted) {
  if (!answer) {
    const bool malformed = answer.error().why == Failure::malformed;
    return malformed ? record::ResolverFinding::malformed : record::ResolverFinding::no_answer;
  }
  const ByteView reply = answer->reply;
  return question == LookupQuestion::soa ? judge_tld_soa(reply, query)
                                         : judge_tld_ds(reply, query, accepted);
}

}  // namespace

net::Task<> ResolverTester::test(std::string tld, std::uint32_t endpoint, Batches& batches) {
  const auto resolver = resolver_for(endpoint, batches);
  if (!resolver) co_return;
  for (const auto question : {LookupQuestion::soa, LookupQuestion::ds}) {
    record::Lookup lookup;
    lookup.endpoint = endpoint;
    lookup.question = question;
    co_await look_up(lookup, *resolver, tld, batches);
  }
}

std::optional<net::SocketAddress> ResolverTester::resolver_for(std::uint32_t endpoint,
                                                               Batches& batches) {
  const auto all = resolve::host_resolvers(around_.resolv_conf);
  if (!all || all->empty()) {
    batches.not_measured(NotMeasured::host, 2);
    return std::nullopt;
  }
  std::vector<plan::Address> addresses;
  for (const auto& resolver : *all) addresses.push_back(resolver.address);
  around_.limits.allow_resolvers(addresses);
  const auto cycle = around_.clock.wall().since_epoch / plan_.measures.front().udp_every;
  return (*all)[(static_cast<std::uint64_t>(cycle) + endpoint) % all->size()];
}

net::Task<> ResolverTester::look_up(record::Lookup lookup,
                                    net::SocketAddress resolver,
                                    std::string tld,
                                    Batches& batches) {
  const auto accepted = around_.accepted(tld);
  if (const auto refused = why_not(resolver, accepted)) {
    batches.not_measured(*refused);
    co_return;
  }
  auto ask = ask_for(lookup.question, resolver, tld);
  const auto query = ask.query;
  lookup.resolver = *resolvers_.number(resolver.address);
  lookup.asked_at = around_.clock.monotonic();
  const auto answer = co_await resolve::ask(std::move(ask), around_.clock);
  if (is_of_the_host(answer)) {
    batches.not_measured(NotMeasured::host);
    co_return;
  }
  lookup.finding = judge(lookup.question, answer, query, accepted);
  if (answer) {
    lookup.took = answer->took;
    lookup.rcode = static_cast<std::uint16_t>(answer->rcode);
  }
  batches.add(lookup);
}

std::optional<NotMeasured> ResolverTester::why_not(const net::SocketAddress& resolver,
                                                   const std::vector<DsSet>& accepted) {
  if (accepted.empty()) return NotMeasured::no_zone;
  const bool has_number = resolvers_.number(resolver.address).has_value();
  if (!has_number || resolver.port != plan::dns_port) return NotMeasured::not_allowed;
  return around_.limits.spend(resolver.address, around_.clock.monotonic(), udp_exchange_bytes);
}

resolve::StubAsk ResolverTester::ask_for(LookupQuestion question,
                                         const net::SocketAddress& resolver,
                                         const std::string& tld) const {
  const auto name = dns::Name::from_text(tld);
  check(name.has_value(), "a zone of a target set is a name");
  const auto id = around_.entropy.u16();
  resolve::StubAsk ask;
  ask.resolvers = {resolver};
  ask.query = question == LookupQuestion::soa ? tld_soa_query(*name, id) : tld_ds_query(*name, id);
  ask.timeout = plan_.timeout;
  return ask;
}

std::vector<PrivateFact> ResolverTester::private_facts() const {
  if (resolvers_.empty()) return {};
  return {{record::PrivateField::resolvers, resolvers_.value()}};
}

}  // namespace tocsin::probe
