// What `tocsin-probe trace` shows. It stays on this host's screen: the first hops are shown, too.
#pragma once

#include <string>

#include "probes/checks/route.h"

namespace tocsin::probe {

// A line a hop: every address that spoke there, how each of its queries went, and then the signs.
std::string as_table(const Trace& trace, const RouteSigns& signs);

// One object:
//   server, source_port
//   end         answered, unreachable, silent, hops
//   distance    the lowest hop limit that brought an answer; null where none did
//   signs       names: ["answered_and_expired", "nearer_than_server"]
//   hops        for each: hop_limit, and probes, for each of which
//     answer    silent, expired, unreachable, refused, answered
//     notice    what (as answer), from, rtt_ns; null without ICMP
//     reply     rtt_ns, hop_limit (that it arrived with); null without a DNS reply
std::string as_json(const Trace& trace, const RouteSigns& signs);

}  // namespace tocsin::probe
