// Where the root's name servers are, learnt from themselves (RFC 9609): the pure part. Nothing that
// the way between could forge moves a target, so an address is taken only if it is said twice:
// alike by more than half of the letters that are asked, and by a root zone that this probe has
// verified, whose ZONEMD vouches for the addresses that no DNSSEC signs. Whatever else is heard
// changes nothing.
//
// The hints say which letters are measured, and over which families; priming says where those are
// now. It adds none, and takes none away.
#pragma once

#include <map>
#include <optional>
#include <string_view>

#include "core/dns/reply.h"
#include "core/plan/target.h"
#include "core/record/question.h"

namespace tocsin::probe {

// NS of ".", RD off (RFC 9609 section 3). For TCP: there nobody aside forges, and nothing is cut.
record::Question priming_question();

// The root's name servers and their addresses as a reply has them, in its answer and its additional
// section. Nothing where it is no full answer: not authoritative, another RCODE, cut short, records
// of others, a name server that is no letter or has no address.
std::optional<plan::TargetSet> root_servers_in(const dns::Reply& reply);

// What the letters say, each one thing: one that says different things at its addresses says none.
class PrimingAnswers {
 public:
  void add(char letter, plan::TargetSet servers);

  // What at least so many say alike.
  std::optional<plan::TargetSet> said_by(std::size_t letters) const;

 private:
  std::map<char, std::optional<plan::TargetSet>> by_letter_;
};

enum class Primed : std::uint8_t {
  same,          // they are where they were
  moved,         // and known to be elsewhere
  no_agreement,  // not enough letters answered alike
  unverified,    // they would be elsewhere, and there is no verified zone to hold it against
  contradicted,  // they would be elsewhere, and the verified zone says otherwise
};
std::string_view name_of(Primed primed);

struct Priming {
  Primed primed = Primed::same;
  plan::TargetSet targets;  // from now on
};

// `zone`: the name servers that a verified zone has for the root; null where none is in force.
Priming primed(const plan::TargetSet& in_use,
               const PrimingAnswers& answers,
               const plan::TargetSet* zone);

// The letters and families of `in_use`, at the addresses that `servers` has for them; where it has
// none for one of them, that one as it was.
plan::TargetSet moved_to(const plan::TargetSet& servers, const plan::TargetSet& in_use);

}  // namespace tocsin::probe
