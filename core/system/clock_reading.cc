#include "core/system/clock_reading.h"

#include <sys/timex.h>

namespace tocsin::system {

KernelDiscipline read_discipline() {
  timex kernel{};  // no mode bits: a question, which needs no privilege
  const int state = adjtimex(&kernel);
  if (state == -1) return {};
  const bool synchronised = state != TIME_ERROR && (kernel.status & STA_UNSYNC) == 0;
  return {.synchronised = synchronised,
          .maximum_error = std::chrono::microseconds(kernel.maxerror)};
}

record::ClockReading read_clock(const Clock& clock, const KernelDiscipline& discipline) {
  const auto before = clock.monotonic();
  const auto wall = clock.wall();
  const auto after = clock.monotonic();
  const auto width = after - before;
  record::ClockReading reading{.monotonic = before + width / 2, .wall = wall, .bound = {}};
  if (!discipline.synchronised) return reading;
  reading.bound = discipline.maximum_error + width;
  reading.source = record::ClockSource::kernel;
  return reading;
}

}  // namespace tocsin::system
