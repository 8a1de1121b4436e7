// What a query with a bounded hop limit may come to.
#pragma once

#include "probes/checks/route.h"

namespace tocsin::probe {

inline HopProbe notice(std::string_view from, HopAnswer what = HopAnswer::expired) {
  HopProbe probe;
  probe.notice = HopNotice{.what = what,
                           .from = plan::address_from(from),
                           .rtt = std::chrono::milliseconds(1),
                           .type = 11,
                           .code = 0};
  return probe;
}

inline HopProbe reply() {
  HopProbe probe;
  probe.reply = HopReply{.rtt = std::chrono::milliseconds(2), .hop_limit = 60};
  return probe;
}

// A reply to a query that had expired on its way.
inline HopProbe both(std::string_view from) {
  auto probe = notice(from);
  probe.hear(*reply().reply);
  return probe;
}

}  // namespace tocsin::probe
