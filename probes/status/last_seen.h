// The newest measurement of each root server, over each family and transport. Pure; one thread.
#pragma once

#include <map>
#include <tuple>
#include <vector>

#include "core/base/both_clocks.h"
#include "core/record/measurement.h"
#include "probes/status/probe_status.h"

namespace tocsin::probe {

class LastSeen {
 public:
  // Of another zone than the root: not kept. Measurements may come in any order.
  void saw(const plan::Endpoint& endpoint, const record::Measurement& measurement);

  // In the order of letters, families and transports, dated by the clocks as they stand now.
  std::vector<LetterStatus> all(const BothClocks& now) const;

 private:
  struct Seen {
    record::Outcome outcome;
    std::optional<Duration> rtt;
    MonotonicTime sent_at;
  };

  std::map<std::tuple<char, plan::Family, record::Transport>, Seen> newest_;
};

}  // namespace tocsin::probe
