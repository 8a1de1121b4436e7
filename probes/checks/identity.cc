#include "probes/checks/identity.h"

#include "core/base/check.h"
#include "core/dns/question.h"
#include "probes/checks/soa.h"

namespace tocsin::probe {
namespace {

record::Question chaos(std::string name) {
  record::Question question{.name = std::move(name),
                            .type = static_cast<std::uint16_t>(dns::Type::txt),
                            .klass = static_cast<std::uint16_t>(dns::Class::ch)};
  question.edns = record::QuestionEdns{.nsid = true, .cookie = true};
  return question;
}

bool is_first_of_its_day(MonotonicTime slot, Duration every) {
  return slot.since_boot % version_every < every;
}

}  // namespace

std::vector<record::Question> identity_questions(MonotonicTime slot, Duration every) {
  check(every > Duration::zero(), "slots are some time apart");
  std::vector<record::Question> questions{
      soa_question(), chaos("hostname.bind."), chaos("id.server.")};
  if (is_first_of_its_day(slot, every)) questions.push_back(chaos("version.bind."));
  return questions;
}

}  // namespace tocsin::probe
