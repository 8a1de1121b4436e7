#include "probes/checks/priming.h"

#include <algorithm>
#include <array>
#include <set>

#include "core/dns/canonical.h"
#include "core/dns/message_name.h"

namespace tocsin::probe {
namespace {

using dns::Type;
using plan::Address;
using plan::Endpoint;
using plan::Family;
using plan::TargetSet;

std::string text_of(const dns::Name& name) {
  return dns::lower_case(name).to_text();
}

bool is_full_answer(const dns::Reply& reply) {
  const auto flags = reply.flags();
  return flags.authoritative() && !flags.truncated() && reply.rcode() == dns::Rcode::noerror;
}

// Nothing where a record is none of the root's NS records, or names no letter.
std::optional<std::set<std::string>> servers_of(const dns::Reply& reply) {
  std::set<std::string> servers;
  for (const auto& record : reply.answers()) {
    if (record.type == Type::rrsig) continue;
    if (record.type != Type::ns || !record.owner().is_root()) return std::nullopt;
    const auto name = dns::read_name(record.message, record.rdata_at);
    if (!name || !plan::root_letter({.zone = ".", .server = text_of(*name), .address = {}})) {
      return std::nullopt;
    }
    servers.insert(text_of(*name));
  }
  return servers;
}

std::optional<Address> address_of(const dns::Record& record) {
  Address address{.family = record.type == Type::a ? Family::v4 : Family::v6};
  const std::size_t octets = record.type == Type::a ? 4 : 16;
  if (record.rdata.size() != octets) return std::nullopt;
  std::ranges::copy(record.rdata, address.bytes.begin());
  return address;
}

std::set<char> letters_of(const TargetSet& targets) {
  std::set<char> letters;
  for (const auto& endpoint : targets.endpoints) {
    if (const auto letter = plan::root_letter(endpoint)) letters.insert(*letter);
  }
  return letters;
}

}  // namespace

record::Question priming_question() {
  record::Question question{.name = "@", .type = static_cast<std::uint16_t>(Type::ns)};
  question.edns = record::QuestionEdns{.cookie = true};
  return question;
}

std::optional<TargetSet> root_servers_in(const dns::Reply& reply) {
  if (!is_full_answer(reply)) return std::nullopt;
  const auto servers = servers_of(reply);
  if (!servers || servers->empty()) return std::nullopt;
  std::set<Endpoint> endpoints;
  std::set<std::string> with_address;
  for (const auto& record : reply.additionals()) {
    if (record.type != Type::a && record.type != Type::aaaa) continue;
    const auto owner = text_of(record.owner());
    const auto address = address_of(record);
    if (!address || !servers->contains(owner)) return std::nullopt;
    endpoints.insert({.zone = ".", .server = owner, .address = *address});
    with_address.insert(owner);
  }
  if (with_address != *servers) return std::nullopt;
  return TargetSet{{endpoints.begin(), endpoints.end()}};
}

void PrimingAnswers::add(char letter, TargetSet servers) {
  const auto [said, is_first] = by_letter_.try_emplace(letter, servers);
  if (!is_first && said->second != servers) said->second.reset();
}

std::optional<TargetSet> PrimingAnswers::said_by(std::size_t letters) const {
  for (const auto& [letter, said] : by_letter_) {
    const auto alike =
        std::ranges::count_if(by_letter_, [&](const auto& other) { return other.second == said; });
    if (said && static_cast<std::size_t>(alike) >= letters) return said;
  }
  return std::nullopt;
}

std::string_view name_of(Primed primed) {
  constexpr std::array<std::string_view, 5> names{
      "same", "moved", "no_agreement", "unverified", "contradicted"};
  return names[static_cast<std::size_t>(primed)];
}

Priming primed(const TargetSet& in_use, const PrimingAnswers& answers, const TargetSet* zone) {
  const auto majority = letters_of(in_use).size() / 2 + 1;
  const auto said = answers.said_by(majority);
  if (!said) return {Primed::no_agreement, in_use};
  auto targets = moved_to(*said, in_use);
  if (targets == in_use) return {Primed::same, in_use};
  if (zone == nullptr) return {Primed::unverified, in_use};
  if (targets != moved_to(*zone, in_use)) return {Primed::contradicted, in_use};
  return {Primed::moved, std::move(targets)};
}

TargetSet moved_to(const TargetSet& servers, const TargetSet& in_use) {
  std::set<Endpoint> targets;
  for (const auto& old : in_use.endpoints) {
    bool found = false;
    for (const auto& now : servers.endpoints) {
      if (now.server != old.server || now.address.family != old.address.family) continue;
      targets.insert(now);
      found = true;
    }
    if (!found) targets.insert(old);
  }
  return {{targets.begin(), targets.end()}};
}

}  // namespace tocsin::probe
