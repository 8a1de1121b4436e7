#include "probes/clock/server_pause.h"

namespace tocsin::probe {

void ServerPauses::note(std::size_t server, TimeFault fault, MonotonicTime now) {
  if (fault == TimeFault::kiss_rate) until_[server] = now + rate_pause;
  if (fault == TimeFault::kiss_deny) until_[server] = now + deny_pause;
}

}  // namespace tocsin::probe
