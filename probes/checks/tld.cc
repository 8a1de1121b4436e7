#include "probes/checks/tld.h"

#include "core/dns/question.h"

namespace tocsin::probe {

record::Question tld_question() {
  record::Question question{.name = std::string(tld_test_label),
                            .type = static_cast<std::uint16_t>(dns::Type::a)};
  question.edns = record::QuestionEdns{.dnssec_ok = true, .nsid = true, .cookie = true};
  return question;
}

}  // namespace tocsin::probe
