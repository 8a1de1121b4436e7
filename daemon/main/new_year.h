// Whether it is so late as our clock says. A log can never be taken up again once the collector has
// turned to the next one, so no clock is believed alone: most of the probes that were heard lately
// must have closed a batch since then, by their own clocks and plausibly by ours.
//
// Who is never heard says nothing: a collector without probes has nothing to turn for.
//
// Pure; one thread.
#pragma once

#include <map>

#include "core/base/time.h"
#include "core/record/acknowledgement.h"
#include "core/record/envelope.h"

namespace tocsin::collector {

class NewYear {
 public:
  static constexpr Duration lately = std::chrono::minutes(10);

  // A batch that was admitted, and when its probe closed it.
  void heard(const record::ProbeId& probe,
             WallTime closed_at,
             record::Admission admission,
             MonotonicTime now);

  // Whether most of them say that this time has come.
  bool has_come(WallTime time, MonotonicTime now) const;

 private:
  struct Heard {
    WallTime newest;  // 1970 where its time was never trusted
    MonotonicTime at;
  };

  std::map<record::ProbeId, Heard> heard_;
};

}  // namespace tocsin::collector
