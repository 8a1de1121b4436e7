// The one retry that there is: a check whose answer is needed whole asks again over TCP where UDP
// brought it truncated. The second query is a measurement of its own, with its own full timeout
// (RSSAC047 hjw); the first stays in the record as truncated. Nothing else is ever asked twice: a
// timeout is a result (RSSAC047 xyl, dks).
#pragma once

#include "core/plan/plan.h"
#include "core/record/outcome.h"

namespace tocsin::probe {

constexpr bool wants_whole_answer(plan::Check check) {
  return check == plan::Check::correctness || check == plan::Check::dnskey;
}

constexpr bool is_retried_over_tcp(plan::Check check,
                                   record::Transport transport,
                                   record::Outcome outcome) {
  return wants_whole_answer(check) && transport == record::Transport::udp &&
         outcome == record::Outcome::truncated;
}

}  // namespace tocsin::probe
