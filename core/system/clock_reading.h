// Both clocks read together, and how far off the wall clock may be at most, as the kernel knows it
// from whoever disciplines it (adjtimex(2); RFC 5905 calls the figure maximum error). A clock that
// nobody disciplines has no bound.
#pragma once

#include <optional>

#include "core/base/clock.h"
#include "core/record/envelope.h"

namespace tocsin::system {

// What adjtimex says, in our words.
struct KernelDiscipline {
  bool synchronised = false;
  Duration maximum_error{};
  Duration estimated_error{};

  // Nothing where nobody disciplines the clock. Nor where whoever does has stated no estimate: a
  // simple client such as systemd-timesyncd sets both errors to zero, and the kernel then counts
  // the maximum up from there. That is a flag and no bound.
  std::optional<Duration> bound() const;
};

KernelDiscipline read_discipline();

// The wall time is dated by the middle of two monotonic readings around it.
record::ClockReading read_clock(const Clock& clock, const KernelDiscipline& discipline);

}  // namespace tocsin::system
