// Compares the wall clock once with the best that can be had: the host's chronyd, which knows; else
// our own check against the configured time servers; else what the kernel was told by whoever
// disciplines it. The first that gives a bound is the source.
#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <optional>
#include <vector>

#include "core/base/entropy.h"
#include "core/system/clock_reading.h"
#include "probes/clock/agreement.h"
#include "probes/clock/checked_clock.h"
#include "probes/clock/chrony.h"
#include "probes/clock/server_pause.h"
#include "probes/clock/time_server.h"

namespace tocsin::probe {

struct ClockSources {
  std::vector<net::SocketAddress> time_servers;
  net::SocketAddress chrony = local_chrony();
};

// What was asked, and what each said.
struct ClockReport {
  std::optional<ChronyFault> chrony;  // nothing: chrony is the source
  // In the order of the servers; nothing for one that was not asked, because it sent us away or
  // because chrony is the source.
  std::vector<std::optional<TimeAnswer>> servers;
  std::optional<Agreement> agreement;  // its falsetickers index `servers`
  std::optional<CheckedClock> check;   // nothing: the clock has no bound
};

class ClockChecker {
 public:
  // What is referred to outlives this.
  ClockChecker(boost::asio::any_io_executor executor,
               const Clock& clock,
               Entropy& entropy,
               ClockSources sources);

  const ClockSources& sources() const { return sources_; }

  // At most three seconds. One at a time.
  net::Task<ClockReport> check();

 private:
  struct Round;

  net::Task<> ask_servers(Round& round);
  net::Task<> ask_server(Round& round, std::size_t server);
  void judge(Round& round) const;

  boost::asio::any_io_executor executor_;
  const Clock& clock_;
  Entropy& entropy_;
  ClockSources sources_;
  ServerPauses pauses_;
};

}  // namespace tocsin::probe
