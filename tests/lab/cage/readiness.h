// Waits until servers answer, all at once: a check costs as long as the slowest, not the sum.
#pragma once

#include <string>
#include <vector>

#include "core/base/result.h"
#include "tests/lab/cage/net_namespace.h"

namespace tocsin::lab {

struct Question {
  const NetNamespace* from = nullptr;
  std::string from_name;  // for the error text
  std::string address;    // asked for the SOA of the root by UDP at port 53
  enum class Wanted { any_reply, authoritative_answer } wanted = Wanted::authoritative_answer;
};

// Asks each 20 times a second until it is answered as wanted. An error names those that were not
// within `seconds`.
Status<> wait_for_answers(const std::vector<Question>& questions, int seconds);

}  // namespace tocsin::lab
