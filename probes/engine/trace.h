// The way to a name server, asked with the DNS query itself and without privileges: the routers'
// ICMP comes back through the socket's error queue (IP_RECVERR, IPV6_RECVERR). Times are read
// around system calls: good enough to see a path, and never part of a figure.
#pragma once

#include <functional>
#include <string>
#include <system_error>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/dns/query.h"
#include "core/net/socket_address.h"
#include "core/net/task.h"
#include "probes/checks/route.h"

namespace tocsin::probe {

struct TraceAsk {
  net::SocketAddress server;
  dns::QueryOptions query;  // the first; each after it has the next id, and is else the same
  TraceLimits limits;
  std::uint16_t port = 0;  // where all of them leave from; another one where it is taken, or zero
  std::uint8_t per_hop = queries_per_hop;               // with one hop limit, sent at once
  Duration timeout = std::chrono::seconds(1);           // for all of a hop's
  Duration listen_on = std::chrono::milliseconds(200);  // once each of them has been heard of
  // Asked before each hop for so many queries; where it says no, the trace is given up.
  std::function<bool(std::size_t queries)> may_send = {};
};

struct TraceFailure {
  std::error_code why;  // operation_canceled: it was given up; interrupted: kept from running
  std::string text;
};

// Always a trace, unless this host could not ask (no socket, no route) or was kept from running.
// The clock outlives it. At most hops_max times per_hop queries, and no more than per_hop at once.
net::Task<Result<Trace, TraceFailure>> trace(TraceAsk ask, const Clock& clock);

}  // namespace tocsin::probe
