// What one configured time server says of our clock.
#pragma once

#include <boost/asio/any_io_executor.hpp>

#include "core/base/result.h"
#include "core/net/socket_address.h"
#include "core/net/task.h"
#include "probes/clock/error_interval.h"

namespace tocsin::probe {

using TimeAnswer = Result<ErrorInterval, TimeFault>;

struct TimeServerAsk {
  net::SocketAddress server;
  NtpTime nonce = 0;  // drawn for this question alone
  ClockLine ours;
  Duration timeout = std::chrono::seconds(2);
};

// The clock outlives it.
net::Task<TimeAnswer> ask_time_server(boost::asio::any_io_executor executor,
                                      const Clock& clock,
                                      TimeServerAsk ask);

}  // namespace tocsin::probe
