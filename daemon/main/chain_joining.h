// Takes what a log's segments were summed up to into the chains of all probes: from every segment
// where they stand, from as many of the newest as hold any of it what is remembered.
#pragma once

#include <cstdint>
#include <vector>

#include "core/base/result.h"
#include "daemon/ingest/chains.h"
#include "daemon/segments/segment_summary.h"

namespace tocsin::collector {

class ChainJoining {
 public:
  // `log` is its place among the collector's (Receipt::log). The chains outlive this.
  ChainJoining(Chains& chains, std::uint16_t log) : chains_(chains), log_(log) {}

  // Of one segment after the other, from the oldest on. An error where they do not fit those
  // before.
  Status<> join(std::uint64_t segment, const std::vector<SummedChain>& summed);

  // Once all are joined: whether anything of the nth segment would be remembered.
  bool wants_links(std::size_t nth) const;
  void remember(const std::vector<SummedChain>& with_links);

 private:
  struct ChainEnd {
    const Chain* chain = nullptr;
    std::uint64_t last = 0;  // the highest number that a segment has of it
  };

  void remember(const SummedChain& summed);

  Chains& chains_;
  std::uint16_t log_;
  std::vector<std::vector<ChainEnd>> ends_;  // by segment
};

// Each batch of a segment by its leaf, and the front of its digest; in the order of the log.
struct BatchPlace {
  std::uint64_t leaf = 0;
  std::uint64_t front = 0;

  auto operator<=>(const BatchPlace&) const = default;
};
std::vector<BatchPlace> places_in(const SegmentSummary& with_links);

}  // namespace tocsin::collector
