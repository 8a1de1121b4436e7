#include "core/system/clock_reading.h"

#include <sys/timex.h>

namespace tocsin::system {

KernelDiscipline read_discipline() {
  timex kernel{};  // no mode bits: a question, which needs no privilege
  const int state = adjtimex(&kernel);
  if (state == -1) return {};
  const bool synchronised = state != TIME_ERROR && (kernel.status & STA_UNSYNC) == 0;
  return {.synchronised = synchronised,
          .maximum_error = std::chrono::microseconds(kernel.maxerror),
          .estimated_error = std::chrono::microseconds(kernel.esterror)};
}

std::optional<Duration> KernelDiscipline::bound() const {
  if (!synchronised || estimated_error == Duration::zero()) return std::nullopt;
  return maximum_error;
}

record::ClockReading read_clock(const Clock& clock, const KernelDiscipline& discipline) {
  const auto before = clock.monotonic();
  const auto wall = clock.wall();
  const auto after = clock.monotonic();
  const auto width = after - before;
  record::ClockReading reading{.monotonic = before + width / 2, .wall = wall, .bound = {}};
  const auto bound = discipline.bound();
  if (!bound) return reading;
  reading.bound = *bound + width;
  reading.source = record::ClockSource::kernel;
  return reading;
}

}  // namespace tocsin::system
