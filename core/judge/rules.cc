#include "core/judge/rules.h"

#include <algorithm>
#include <array>

#include "core/dns/message_name.h"
#include "core/judge/denial.h"

namespace tocsin::judge {
namespace {

using dns::Type;

const dns::Name root;

const ReceivedRrset* any_ns(const ReceivedSection& section) {
  const auto found = std::ranges::find_if(
      section.rrsets, [](const auto& each) { return each.rrset.type == Type::ns; });
  return found == section.rrsets.end() ? nullptr : &*found;
}

// Whether some NSEC set of the Authority section that is the zone's and well signed says so.
template <class Says>
bool is_proved(const ZoneCheck& check, const Says& says) {
  return std::ranges::any_of(check.received().authority.rrsets, [&](const ReceivedRrset& each) {
    const auto nsec = Nsec::of(each.rrset);
    return nsec && check.is_signed(each) && says(*nsec);
  });
}

void apply_root_soa(ZoneCheck& check) {
  const auto& reply = check.received();
  check.require_authoritative("xhr");
  check.require_signed(reply.answer, root, Type::soa, "obw");
  if (reply.authority.empty()) return;
  check.require_signed(reply.authority, root, Type::ns, "ktm");
  if (reply.authority.rrsets.size() > 1) {
    check.fail("ktm", "the Authority section holds more than the root's NS");
  }
}

void apply_root_ns(ZoneCheck& check) {
  check.require_authoritative("csz");
  check.require_signed(check.received().answer, root, Type::ns, "wal");
  check.require_empty(check.received().authority, "eyk");
}

void apply_root_dnskey(ZoneCheck& check) {
  check.require_authoritative("occ");
  check.require_signed(check.received().answer, root, Type::dnskey, "eou");
  check.require_empty(check.received().authority, "kka");
  check.require_empty(check.received().additional, "jws");
}

void apply_tld_ds(ZoneCheck& check) {
  check.require_authoritative("yot");
  check.require_signed(check.received().answer, check.received().question.name, Type::ds, "cpf");
  check.require_empty(check.received().authority, "xdu");
  check.require_empty(check.received().additional, "mle");
}

void check_delegation_signer(ZoneCheck& check, const dns::Name& tld) {
  const auto& authority = check.received().authority;
  if (check.zone().find(tld, Type::ds) != nullptr) {
    check.require_signed(authority, tld, Type::ds, "kbd");
    return;
  }
  if (authority.find(tld, Type::ds) != nullptr) {
    check.fail("bgr", "there is a DS of " + tld.to_text() + ", which has none in the zone");
  }
  const auto says = [&](const Nsec& nsec) {
    return dns::identical(nsec.owner(), tld) && !nsec.has(Type::ds);
  };
  if (!is_proved(check, says)) {
    check.fail("mkl", "no well signed NSEC says that " + tld.to_text() + " has no DS");
  }
}

// The zone has an address of one of them, and the reply has none that is as in the zone. A server
// cannot give what the zone does not have.
bool lacks_glue(const ZoneCheck& check, const zone::Rrset& servers) {
  bool is_in_zone = false;
  for (const auto& data : servers.data) {
    const auto server = dns::read_name(data, 0);
    if (!server) continue;
    for (const auto type : {Type::a, Type::aaaa}) {
      const auto* received = check.received().additional.find(*server, type);
      if (received != nullptr && check.is_zones(*received)) return false;
      is_in_zone = is_in_zone || check.zone().find(*server, type) != nullptr;
    }
  }
  return is_in_zone;
}

void apply_referral(ZoneCheck& check) {
  const auto& reply = check.received();
  check.require_not_authoritative("ujy");
  check.require_empty(reply.answer, "aeg");
  const auto* servers = any_ns(reply.authority);
  const bool asked_for = reply.question.name.label_count() == 1 || servers == nullptr;
  const auto tld = asked_for ? reply.question.name : servers->rrset.owner;
  check.require_whole(reply.authority, tld, Type::ns, "pdd");
  if (!asked_for && !dns::is_below(reply.question.name, tld)) {
    check.fail("pdd", "it refers to " + tld.to_text() + ", which is not above the question");
  }
  check_delegation_signer(check, tld);
  const auto* listed = reply.authority.find(tld, Type::ns);
  if (listed != nullptr && lacks_glue(check, listed->rrset)) {
    check.fail("cjm", "the Additional section holds no address of a listed name server");
  }
}

void apply_denial(ZoneCheck& check) {
  const auto& reply = check.received();
  check.require_authoritative("gpl");
  check.require_empty(reply.answer, "dvh");
  check.require_signed(reply.authority, root, Type::soa, "axj");
  check.require_empty(reply.additional, "trw");
}

void apply_no_name(ZoneCheck& check) {
  apply_denial(check);
  const auto& name = check.received().question.name;
  if (!is_proved(check, [&](const Nsec& nsec) { return nsec.denies(name); })) {
    check.fail("czb", "no well signed NSEC says that there is no " + name.to_text());
  }
  static const auto wildcard = dns::Name::from_text("*.").value();
  const auto says = [&](const Nsec& nsec) {
    return nsec.owner().is_root() && nsec.denies(wildcard);
  };
  if (!is_proved(check, says)) {
    check.fail("jhz", "no well signed NSEC of the root says that there is no wildcard");
  }
}

void apply_no_data(ZoneCheck& check) {
  apply_denial(check);
  const auto& [name, type, klass] = check.received().question;
  const auto says = [&](const Nsec& nsec) { return nsec.denies(name, type); };
  if (!is_proved(check, says)) {
    check.fail("czb", "no well signed NSEC says that there is no " + text_of(name, type));
  }
}

void apply_other(ZoneCheck& check) {
  const auto& [name, type, klass] = check.received().question;
  if (check.received().answer.find(name, type) != nullptr || type == Type::any) return;
  check.fail("vnk", "the Answer section does not hold what was asked for");
}

}  // namespace

ResponseKind kind_of(const Received& received) {
  if (received.rcode == dns::Rcode::nxdomain) return ResponseKind::no_name;
  const auto& [name, type, klass] = received.question;
  const bool has_answer = !received.answer.empty();
  if (!has_answer && received.authority.find(root, Type::soa) != nullptr) {
    return ResponseKind::no_data;
  }
  if (name.is_root() && type == Type::soa) return ResponseKind::root_soa;
  if (name.is_root() && type == Type::ns) return ResponseKind::root_ns;
  if (name.is_root() && type == Type::dnskey) return ResponseKind::root_dnskey;
  const bool is_tld = name.label_count() == 1;
  if (is_tld && type == Type::ns) return ResponseKind::referral;
  if (is_tld && type == Type::ds) return ResponseKind::tld_ds;
  if (has_answer) return ResponseKind::other;
  return any_ns(received.authority) != nullptr ? ResponseKind::referral : ResponseKind::no_data;
}

void apply_rules(ZoneCheck& check) {
  // In the order of ResponseKind.
  constexpr std::array rules{&apply_root_soa,
                             &apply_root_ns,
                             &apply_root_dnskey,
                             &apply_referral,
                             &apply_tld_ds,
                             &apply_no_name,
                             &apply_no_data,
                             &apply_other};
  check.check_all_rrsets();
  rules[static_cast<std::size_t>(kind_of(check.received()))](check);
}

}  // namespace tocsin::judge
