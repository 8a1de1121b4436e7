#include "probes/checks/soa.h"

namespace tocsin::probe {

record::Question soa_question() {
  record::Question question;
  question.edns = record::QuestionEdns{.nsid = true, .cookie = true};
  return question;
}

}  // namespace tocsin::probe
