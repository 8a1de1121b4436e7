// The runs of one plan of TLDs: one for the target set in force, and for a moment another that
// still waits for its last answers. One thread.
#pragma once

#include <functional>
#include <memory>

#include "core/net/task_group.h"
#include "probes/main/tld_run.h"

namespace tocsin::probe {

class TldRuns {
 public:
  using Make = std::function<std::unique_ptr<TldRun>(const plan::TargetSet&)>;

  // `loops` outlives every run that it is given.
  TldRuns(net::TaskGroup& loops, Make make) : loops_(loops), make_(std::move(make)) {}

  // Another root zone is in force: the run of the one before ends with its minute.
  void begin(const plan::TargetSet& targets);

  plan::NotMeasuredCounts left_out() const;

 private:
  using Shared = std::shared_ptr<TldRun>;

  net::Task<> run(Shared run);

  net::TaskGroup& loops_;
  Make make_;
  Shared current_;
  plan::NotMeasuredCounts left_out_;  // of runs before
};

}  // namespace tocsin::probe
