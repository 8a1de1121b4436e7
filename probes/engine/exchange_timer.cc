#include "probes/engine/exchange_timer.h"

namespace tocsin::probe {

void ExchangeTimer::start() {
  moments_ = {};
  moments_.before_send = read_both(clock_);
}

void ExchangeTimer::sent() {
  moments_.sent_by = clock_.monotonic();
}

void ExchangeTimer::left(WallTime stamp) {
  moments_.left = stamp;
  moments_.left_before = clock_.monotonic();
}

void ExchangeTimer::arrived(std::optional<WallTime> stamp) {
  moments_.after_receive = read_both(clock_);
  moments_.arrived = stamp;
}

// Most clocks run true enough for one exchange. Only where that does not explain what both readings
// say is the kernel asked for its rate: a system call less for nearly all exchanges, and no cached
// rate that could be stale.
RoundTrip ExchangeTimer::round_trip() const {
  auto moments = moments_;
  moments.rate = {};
  if (!ran_straight(moments)) moments.rate = clock_.wall_rate();
  return probe::round_trip(moments);
}

void ExchangeTimer::write_to(record::Measurement& measurement) const {
  const auto trip = round_trip();
  measurement.sent_at = trip.sent_at;
  measurement.rtt = trip.rtt;
  measurement.rtt_source = trip.source;
}

}  // namespace tocsin::probe
