// Wall time read between two looks at monotonic time, and what two such readings say about how the
// wall clock was moved between them. Pure.
#pragma once

#include "core/base/clock.h"

namespace tocsin {

struct BothClocks {
  MonotonicTime before;
  WallTime wall;
  MonotonicTime after;

  // When the wall was read, to within half of the width.
  MonotonicTime middle() const { return before + width() / 2; }
  Duration width() const { return after - before; }
};

// A reading during which we were interrupted is wide and says little: then again, a few times.
BothClocks read_both(const Clock& clock);

// How much further wall time went from one reading to a later one than at this rate: what a step,
// or a change of rate, did to it meanwhile. Uncertain by half of the widths of both.
Duration moved_by(const BothClocks& earlier, const BothClocks& later, WallRate rate);

}  // namespace tocsin
