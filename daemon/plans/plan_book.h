// What the log says to probes: the newest plan of each name and the wishes of operators. Rebuilt
// from the journal's entries; one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/entry/entry.h"
#include "core/plan/plan.h"
#include "core/record/plan_offer.h"

namespace tocsin::collector {

class PlanBook {
 public:
  // The log's entry at this index and, where it refers to one, its object. Other kinds than plans
  // and opt-outs are passed over, and so is what cannot be read: it is in the log, and says
  // nothing.
  void take(std::uint64_t index, const entry::EntryView& entry, ByteView object);

  // What has to go into the log for it to say this: plans that it has not, or has otherwise, and
  // the ends of those that it has and that are wanted no longer.
  std::vector<plan::Plan> missing(const std::vector<plan::Plan>& wanted) const;

  // Those of these signed words that are not in the log.
  std::vector<Bytes> missing_words(const std::vector<Bytes>& words) const;

  // Of those entries that lie below `size`. `prove` gives the proof of the entry at an index.
  using Prove = std::function<Result<std::string>(std::uint64_t index)>;
  Result<record::PlanOffer> offer(std::uint64_t size, const Prove& prove) const;

 private:
  struct Said {
    Bytes entry;
    Bytes object;
  };
  struct Newest {
    std::uint64_t index = 0;
    plan::Plan plan;
  };

  std::map<std::uint64_t, Said> said_;  // by index in the log
  std::map<std::string, Newest> plans_;
};

}  // namespace tocsin::collector
