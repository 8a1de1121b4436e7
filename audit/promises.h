// Whether a log keeps what it promises of payloads: that it says what stays of them
// (docs/formats/minutes.md) no earlier than their promised time was over, by the policies that it
// had had since they were taken.
//
// When that was is for others than the collector to say. A range began no earlier than the block of
// entries before it was closed, by the median of its probes' clocks; of what was logged in the
// first block nothing is said. And minutes were in the log when the first witness of the reader's
// policy had signed a tree that has them, as later entries record. Memory grows by a number for
// each block.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "audit/ladder.h"
#include "core/entry/logged_minutes.h"
#include "core/entry/payload_promises.h"
#include "core/tlog/policy.h"

namespace tocsin::audit {

class Promises {
 public:
  static constexpr std::uint64_t block_entries = 1024;

  // The policy outlives this.
  explicit Promises(const tlog::Policy& policy) : policy_(policy) {}

  // Every entry, in the order of the log. What no entry of ours is says nothing.
  void take(std::uint64_t index, ByteView bytes);

  bool any() const { return minutes_ > 0; }
  Rung step() const;

 private:
  struct Waiting {
    std::uint64_t index = 0;
    WallTime not_before;  // when the promise ended, at the earliest
  };

  void take_minutes(std::uint64_t index, ByteView body);
  void take_checkpoint(ByteView body);
  void found(std::uint64_t index, const std::string& wrong);
  WallTime began(std::uint64_t first) const;

  const tlog::Policy& policy_;
  entry::PayloadPromises promises_;
  std::vector<WallTime> closed_;               // when, of the batches of the newest block
  std::vector<WallTime> blocks_;               // the median of it, of the blocks before
  std::vector<Waiting> waiting_;               // for a witness
  std::map<std::string, std::uint64_t> next_;  // by plan: after the last minutes' range
  std::uint64_t minutes_ = 0;
  Status<> kept_;  // the first thing that is wrong
};

}  // namespace tocsin::audit
