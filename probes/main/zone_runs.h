// The runs of one plan whose targets come from the root zone: one for the zone in force, and for a
// moment others that end. With the turn of an interval another run begins and the one before ends,
// so that no interval is asked twice, and endpoints of two target sets never meet in a batch. One
// thread.
#pragma once

#include <functional>
#include <memory>

#include "core/net/task_group.h"
#include "probes/main/round_run.h"

namespace tocsin::probe {

class ZoneRuns {
 public:
  using Make = std::function<std::unique_ptr<RoundRun>(const plan::TargetSet&)>;

  // `loops` outlives every run that it is given.
  ZoneRuns(net::TaskGroup& loops, std::string plan, Make make)
      : loops_(loops), plan_(std::move(plan)), make_(std::move(make)) {}

  // Another root zone is in force: the run of the one before ends with its interval.
  void begin(const plan::TargetSet& targets);

  // After every run has returned.
  void finish();

  plan::NotMeasuredCounts left_out() const;
  // Of the run for the zone in force, and of those before it.
  PlanStatus status() const;

 private:
  using Shared = std::shared_ptr<RoundRun>;

  net::Task<> run(Shared run);

  net::TaskGroup& loops_;
  std::string plan_;
  Make make_;
  Shared current_;
  plan::NotMeasuredCounts left_out_;       // of runs before
  std::optional<BatchStatus> last_batch_;  // of the run before
};

}  // namespace tocsin::probe
