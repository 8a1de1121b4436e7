// Asks the chronyd of this host how far off the clock is. Over UDP on loopback, where any program
// may: its Unix socket is for root and chrony's own account alone, which a probe is not, and
// `chronyc` as a child would need a process that the probe's service may not start.
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include "core/base/clock.h"
#include "core/base/result.h"
#include "core/net/socket_address.h"
#include "core/net/task.h"
#include "probes/clock/chrony_tracking.h"

namespace tocsin::probe {

using ChronyAnswer = Result<ChronyTracking, ChronyFault>;

// 127.0.0.1:323.
net::SocketAddress local_chrony();

// The clock outlives it.
net::Task<ChronyAnswer> ask_chrony(boost::asio::any_io_executor executor,
                                   const Clock& clock,
                                   net::SocketAddress server,
                                   std::uint32_t sequence);

}  // namespace tocsin::probe
