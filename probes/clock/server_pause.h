// When a time server may be asked again that has sent us away (RFC 5905 section 7.4). Pure.
#pragma once

#include <vector>

#include "core/base/time.h"
#include "probes/clock/time_fault.h"

namespace tocsin::probe {

// RATE: RFC 5905 doubles the interval; our own is short, and this is its longest poll but for a
// rounding.
inline constexpr Duration rate_pause = std::chrono::minutes(17);
// DENY, RSTR: until the probe starts anew, or a day has passed.
inline constexpr Duration deny_pause = std::chrono::hours(24);

class ServerPauses {
 public:
  explicit ServerPauses(std::size_t servers) : until_(servers) {}

  bool may_ask(std::size_t server, MonotonicTime now) const { return now >= until_[server]; }
  void note(std::size_t server, TimeFault fault, MonotonicTime now);

 private:
  std::vector<MonotonicTime> until_;
};

}  // namespace tocsin::probe
