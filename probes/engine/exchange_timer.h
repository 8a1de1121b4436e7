// Times one exchange: told of its moments as they come, it reads the clocks that each needs. One
// per exchange, on one thread.
//
//   timer.start();            right before sending
//   timer.sent();             right after, where no stamp will say when it left
//   timer.left(stamp);        whenever the kernel's stamp comes, if it does
//   timer.arrived(stamp);     as soon as the reply is here, before looking at it
//   timer.round_trip();
#pragma once

#include "core/record/measurement.h"
#include "probes/engine/round_trip.h"

namespace tocsin::probe {

class ExchangeTimer {
 public:
  // The clock outlives this.
  explicit ExchangeTimer(const Clock& clock) : clock_(clock) {}

  void start();
  MonotonicTime started_at() const { return moments_.before_send.after; }
  void sent();
  void left(WallTime stamp);
  void arrived(std::optional<WallTime> stamp);

  RoundTrip round_trip() const;
  void write_to(record::Measurement& measurement) const;

 private:
  const Clock& clock_;
  Moments moments_;
};

}  // namespace tocsin::probe
