#include "probes/clock/error_interval.h"

#include <algorithm>

namespace tocsin::probe {

ErrorInterval error_interval(const NtpReply& reply, const RoundTrip& trip, const ClockLine& ours) {
  const auto t1 = ours.wall(trip.sent_at);
  const auto t4 = ours.wall(trip.sent_at + trip.rtt);
  const auto t2 = to_wall(reply.received, t1);
  const auto t3 = to_wall(reply.sent, t1);
  const auto offset = ((t2 - t1) + (t3 - t4)) / 2;
  const auto delay = std::max((t4 - t1) - (t3 - t2), reply.precision);
  const auto distance = (delay + reply.root_delay) / 2 + reply.root_dispersion + reply.precision +
                        drift_over(trip.rtt) + Duration(1);
  return {.low = offset - distance, .high = offset + distance};
}

}  // namespace tocsin::probe
