// A root server in a test's hand: it answers as a good one would from the zone that it is given,
// and its replies can be spoilt record by record before they become bytes.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "core/dns/question.h"
#include "core/zone/zone.h"

namespace tocsin::test {

// Records in wire form without compression.
using RecordList = std::vector<Bytes>;

struct Message {
  dns::Question question;
  std::uint16_t flags = 0;  // with the rcode
  RecordList answer = {};
  RecordList authority = {};
  RecordList additional = {};  // an OPT record follows by itself

  Bytes bytes() const;
};

class ScriptedRoot {
 public:
  explicit ScriptedRoot(const zone::Zone& zone);

  // To a query with DO: an answer, a referral or a denial.
  Message reply(std::string_view name, dns::Type type) const;

  // One RRset, and the signatures over it.
  RecordList records(std::string_view owner, dns::Type type) const;
  RecordList signatures(std::string_view owner, dns::Type type) const;
  RecordList signed_records(std::string_view owner, dns::Type type) const;

 private:
  using Key = std::pair<std::string, dns::Type>;

  std::string tld_of(const dns::Name& name) const;
  void answer(Message& message, const std::string& name) const;
  void refer(Message& message, const std::string& tld) const;
  void deny(Message& message, const std::string& name) const;
  std::string nsec_before(const dns::Name& name) const;

  std::map<Key, RecordList> records_;
  std::map<Key, RecordList> signatures_;
  std::vector<dns::Name> nsec_owners_;  // in canonical order
};

// Data from the octet `at` on replaced; the record keeps its length.
Bytes with_data(Bytes record, std::size_t at, ByteView octets);
Bytes record(std::string_view owner, dns::Type type, ByteView data);

}  // namespace tocsin::test
