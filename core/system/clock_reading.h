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
};

KernelDiscipline read_discipline();

// The wall time is dated by the middle of two monotonic readings around it.
record::ClockReading read_clock(const Clock& clock, const KernelDiscipline& discipline);

}  // namespace tocsin::system
