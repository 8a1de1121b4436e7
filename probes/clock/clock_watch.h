// Keeps the wall clock's bound fresh in the background, and gives both clocks with it at any time.
// One thread.
#pragma once

#include "probes/clock/clock_check.h"

namespace tocsin::probe {

// Like a time client's shortest usual poll: 2^6 s (RFC 5905 section 7.2).
inline constexpr Duration clock_check_every = std::chrono::seconds(64);

class ClockWatch {
 public:
  // What is referred to outlives this.
  ClockWatch(const boost::asio::any_io_executor& executor,
             const Clock& clock,
             Entropy& entropy,
             ClockSources sources);

  // Both clocks now. Without a bound before the first check has ended, and whenever no check has
  // found one for an hour: a synchronised flag without a bound is no bound.
  record::ClockReading reading() const;

  // Checks at once and then every 64 s, until it is cancelled.
  net::Task<> run();

  const std::optional<ClockReport>& last_report() const { return last_report_; }

 private:
  void note(ClockReport report);
  void log_source(record::ClockSource source) const;
  void log_servers(const ClockReport& report) const;

  const Clock& clock_;
  ClockChecker checker_;
  std::optional<CheckedClock> check_;  // the last one that found a bound
  std::optional<ClockReport> last_report_;
};

}  // namespace tocsin::probe
