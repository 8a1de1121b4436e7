// The way to a name server, asked with the DNS query itself and without privileges: the routers'
// ICMP comes back through the socket's error queue (IP_RECVERR, IPV6_RECVERR). Times are read
// around system calls: good enough to see a path, and never part of a figure.
#pragma once

#include "core/base/clock.h"
#include "core/base/entropy.h"
#include "core/base/result.h"
#include "core/dns/query.h"
#include "core/net/socket_address.h"
#include "core/net/task.h"
#include "probes/checks/route.h"

namespace tocsin::probe {

struct TraceAsk {
  net::SocketAddress server;
  dns::QueryOptions query;  // each query gets an id of its own; the rest is the same in all
  TraceLimits limits;
  std::uint8_t per_hop = 3;                             // queries with one hop limit, sent at once
  Duration timeout = std::chrono::seconds(1);           // for all of a hop's
  Duration listen_on = std::chrono::milliseconds(200);  // once each of them has been heard of
};

// Always a trace, unless this host could not ask: no socket, no route. The clock and the entropy
// outlive it. At most hops_max times per_hop queries, and no more than per_hop at once.
net::Task<Result<Trace>> trace(TraceAsk ask, const Clock& clock, Entropy& entropy);

}  // namespace tocsin::probe
