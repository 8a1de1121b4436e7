// What the log says to probes: the newest plan of each name, the wishes of operators, and under
// which keys it goes on in years to come. Rebuilt from the journal's entries; one thread at a time.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "core/entry/entry.h"
#include "core/plan/plan.h"
#include "core/record/opt_out.h"
#include "core/record/plan_offer.h"

namespace tocsin::collector {

class PlanBook {
 public:
  // The log's entry at this index and, where it refers to one, its object. Other kinds than plans,
  // opt-outs and origins are passed over, and so is what cannot be read: it is in the log, and says
  // nothing.
  void take(std::uint64_t index, const entry::EntryView& entry, ByteView object);

  // What has to go into the log for it to say this: plans that it has not, or has otherwise, and
  // the ends of those that it has and that are wanted no longer; of the watch the compiled-in one.
  std::vector<plan::Plan> missing(const std::vector<plan::Plan>& wanted) const;

  // Those of these signed words that were never in the log.
  std::vector<Bytes> missing_words(const std::vector<Bytes>& words) const;

  // Of those entries that lie below `size` and whose time is not over, behind what is offered
  // besides. `prove` gives the proof of the entry at an index. An error where there are more than a
  // probe reads.
  using Prove = std::function<Result<std::string>(std::uint64_t index)>;
  Result<record::PlanOffer> offer(std::uint64_t size,
                                  WallTime now,
                                  const Prove& prove,
                                  record::PlanOffer offer = {}) const;

 private:
  struct Said {
    Bytes entry;
    Bytes object;
  };
  struct Newest {
    std::uint64_t index = 0;
    plan::Plan plan;
  };

  void take_plan(std::uint64_t index, plan::Plan plan);
  void take_word(std::uint64_t index, record::OptOut word);

  std::map<std::uint64_t, Said> said_;  // by index in the log: what has not been replaced
  std::map<std::string, Newest> plans_;
  std::map<std::uint64_t, record::OptOut> words_;  // of those in said_
  std::set<Bytes> every_word_;                     // entries, replaced ones too
};

}  // namespace tocsin::collector
