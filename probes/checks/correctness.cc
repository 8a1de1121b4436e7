#include "probes/checks/correctness.h"

#include <algorithm>

#include "core/dns/question.h"
#include "core/plan/lot.h"

namespace tocsin::probe {
namespace {

using dns::Type;
using plan::Lot;

constexpr std::string_view label = "tocsin-correctness/1";
constexpr std::uint16_t udp_payload = 1220;
constexpr std::size_t random_letters = 10;

record::Question question_about(std::string name, Type type) {
  record::Question question{.name = std::move(name), .type = static_cast<std::uint16_t>(type)};
  question.edns = record::QuestionEdns{
      .udp_payload = udp_payload, .dnssec_ok = true, .nsid = true, .cookie = true};
  return question;
}

// How many RRsets of a delegation are asked about.
std::size_t sets_of(const Delegation& delegation) {
  const std::size_t ns = delegation.tld == "arpa." ? 0 : 1;
  return ns + (delegation.ds == DelegationSigner::present ? 1 : 0);
}

record::Question positive(const std::vector<Delegation>& zone, Lot& lot) {
  constexpr std::array apex{Type::soa, Type::dnskey, Type::ns};
  std::size_t sets = apex.size();
  for (const auto& delegation : zone) sets += sets_of(delegation);
  auto drawn = lot.below(sets);
  if (drawn < apex.size()) return question_about(".", apex[drawn]);
  drawn -= apex.size();
  auto at = zone.begin();
  for (; drawn >= sets_of(*at); ++at) drawn -= sets_of(*at);
  const bool is_ns = drawn == 0 && at->tld != "arpa.";
  return question_about(at->tld, is_ns ? Type::ns : Type::ds);
}

record::Question negative(Lot& lot) {
  std::string tld(random_letters, ' ');
  std::ranges::generate(tld, [&] { return static_cast<char>('a' + lot.below(26)); });
  return question_about("www.rssac047-test." + tld + ".", Type::a);
}

}  // namespace

CorrectnessTest correctness_test(const std::vector<Delegation>& zone, ByteView draw) {
  Lot lot(label, draw);
  CorrectnessTest test;
  test.family = lot.below(2) == 0 ? plan::Family::v4 : plan::Family::v6;
  test.transport = lot.below(2) == 0 ? record::Transport::udp : record::Transport::tcp;
  test.question = lot.below(10) == 0 ? negative(lot) : positive(zone, lot);
  return test;
}

}  // namespace tocsin::probe
