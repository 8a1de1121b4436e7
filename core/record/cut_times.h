// When the probes' ways into the world may have been cut, by what their batches say of references
// as they close (reach.h). A batch tells how it was then, not since when: so one that closes
// isolated or with a dead line puts in doubt what its probe measured over that family from 25 s
// before to 10 s after (docs/decisions/0018).
//
// A value; one thread at a time.
#pragma once

#include <map>
#include <utility>

#include "core/plan/target.h"
#include "core/record/envelope.h"
#include "core/record/reach.h"

namespace tocsin::record {

Reach reach_of(const Envelope& envelope, plan::Family family);

class CutTimes {
 public:
  static constexpr Duration before = std::chrono::seconds(25);
  static constexpr Duration after = std::chrono::seconds(10);

  // In whatever order. What no working clock says is not learnt.
  void learn(const Envelope& envelope);

  // What the batch says of its own closing; but for a connected one, what another batch of the
  // probe says of this moment.
  Reach reach_at(const Envelope& envelope, plan::Family family, WallTime time) const;

 private:
  // By when each begins: when it ends, included. None touches another.
  using Spans = std::map<WallTime, WallTime>;
  struct Cuts {
    Spans line_dead;
    Spans isolated;
  };

  static void add(Spans& spans, WallTime from, WallTime until);
  static bool covers(const Spans& spans, WallTime time);

  std::map<std::pair<ProbeId, plan::Family>, Cuts> cuts_;
};

}  // namespace tocsin::record
