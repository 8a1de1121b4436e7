// A reply as a judge reads it: its records put together as RRsets in canonical form, each with the
// signatures over it that stand in the same section. It owns what it holds.
#pragma once

#include <vector>

#include "core/dns/reply.h"
#include "core/zone/rrset.h"

namespace tocsin::judge {

struct ReceivedRrset {
  zone::Rrset rrset;
  dns::Class klass{};
  std::vector<Bytes> signatures = {};  // the data of the RRSIG records that cover it
};

enum class SectionName : std::uint8_t { answer, authority, additional };
std::string_view name_of(SectionName name);

struct ReceivedSection {
  SectionName name{};
  std::size_t records = 0;  // all but OPT [pvz]; also signatures over nothing
  std::vector<ReceivedRrset> rrsets = {};

  bool empty() const { return records == 0; }
  // Of class IN; the owner in lower case. nullptr for none.
  const ReceivedRrset* find(const dns::Name& owner, dns::Type type) const;
};

struct Received {
  dns::Question question;  // its name in lower case: whoever matched the reply looked at its case
  dns::Flags flags;
  dns::Rcode rcode{};
  ReceivedSection answer;
  ReceivedSection authority;
  ReceivedSection additional;
};

// The reply has exactly one question.
Received receive(const dns::Reply& reply);

}  // namespace tocsin::judge
