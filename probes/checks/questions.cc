#include "probes/checks/questions.h"

#include "probes/checks/identity.h"
#include "probes/checks/route.h"
#include "probes/checks/soa.h"

namespace tocsin::probe {

using plan::Check;

std::vector<record::Question> questions_of(Check check, MonotonicTime slot, Duration every) {
  switch (check) {
    case Check::soa:
      return {soa_question()};
    case Check::identity:
      return identity_questions(slot, every);
    case Check::correctness:
    case Check::tld:
    case Check::dnskey:
    case Check::route:
    case Check::resolver:
      break;
  }
  return {};
}

std::uint32_t questions_max(Check check) {
  if (check == Check::identity) return identity_questions_max;
  return check == Check::route ? route_queries_to_server_max : 1;
}

}  // namespace tocsin::probe
