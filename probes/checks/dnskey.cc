#include "probes/checks/dnskey.h"

#include "core/dns/question.h"

namespace tocsin::probe {

record::Question dnskey_question() {
  record::Question question{.type = static_cast<std::uint16_t>(dns::Type::dnskey)};
  question.edns = record::QuestionEdns{.dnssec_ok = true, .nsid = true, .cookie = true};
  return question;
}

}  // namespace tocsin::probe
