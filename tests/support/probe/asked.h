// Measurements that are said in a line each, as the payload of a scripted probe.
#pragma once

#include <vector>

#include "core/record/payload.h"

namespace tocsin::collector {

// Of `record::sample::targets()`: a and k, each over IPv4 and IPv6. A batch closes ten seconds
// after the sample's clock began.
struct Asked {
  std::uint32_t endpoint = 0;
  record::Outcome outcome = record::Outcome::answered;
  Duration before_closing = std::chrono::seconds(5);
  record::Question question = {.edns = record::QuestionEdns{.nsid = true, .cookie = true}};
  Bytes reply = {1, 2, 3};
};

// With the target set.
record::Payload payload_of(const std::vector<Asked>& all);

}  // namespace tocsin::collector
