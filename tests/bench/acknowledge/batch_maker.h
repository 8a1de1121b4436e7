// Makes the batches of a fleet, each signed and next in its probe's chain. One thread.
#pragma once

#include <array>
#include <vector>

#include "core/base/digest.h"
#include "core/record/envelope.h"
#include "core/record/payload.h"
#include "tests/bench/acknowledge/fleet.h"
#include "tests/bench/acknowledge/shape.h"

namespace tocsin::bench {

struct MadeBatch {
  Closing closing;
  std::size_t rows = 0;
  Bytes body;         // of POST /v1/batches
  Digest envelope{};  // what an acknowledgement names
};

// When the load begins, by both clocks of its host.
struct Begin {
  MonotonicTime monotonic;
  WallTime wall;
};

class BatchMaker {
 public:
  // The fleet outlives this.
  BatchMaker(const Shape& shape, const std::vector<Member>& fleet, Begin begin);

  // In the order of time. A probe's first batch of a plan brings its target set along.
  MadeBatch make(const Closing& closing);

 private:
  struct Plan {
    record::Envelope envelope;  // what all its batches say
    Bytes targets;              // the object
    Duration lasts{};           // a batch
    Duration resolution{};
    std::vector<record::Payload> payloads;  // rows count their time from zero
  };
  struct Chain {
    std::uint64_t sequence = 0;
    Digest previous{};
    std::array<std::size_t, 2> made{};  // of each plan
  };

  Plan& plan_of(Kind kind) { return plans_[static_cast<std::size_t>(kind)]; }

  const std::vector<Member>& fleet_;
  Begin begin_;
  std::array<Plan, 2> plans_;
  std::vector<Chain> chains_;
};

}  // namespace tocsin::bench
