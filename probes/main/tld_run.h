// Runs a plan of the TLDs' servers over one target set: minute by minute, each probe its own part
// (probes/schedule/tld_round.h), put into batches of its own. When another root zone comes into
// force, another run begins with the next minute and this one ends with it: endpoints of two target
// sets never meet in a batch. One thread.
#pragma once

#include <functional>

#include "core/base/clock.h"
#include "core/net/task_group.h"
#include "core/plan/limits.h"
#include "core/plan/plan.h"
#include "probes/engine/engine.h"
#include "probes/main/batches.h"
#include "probes/schedule/tld_round.h"

namespace tocsin::probe {

class TldRun {
 public:
  // What is referred to outlives this.
  struct Surroundings {
    const Clock& clock;
    Engine& engine;
    plan::Limits& limits;
    std::function<bool()> zone_holds;  // the zone that the targets are from, at this time
  };

  TldRun(const boost::asio::any_io_executor& executor,
         Surroundings around,
         Batches::Surroundings around_batches,
         Author author,
         plan::Plan plan,
         plan::TargetSet targets,
         FleetPlace place);

  // Until it is retired or cancelled; then what is under way ends, and the last batch is closed.
  net::Task<> run();

  // No minute begins any more.
  void retire() { retired_ = true; }

  const plan::NotMeasuredCounts& left_out() const { return batches_.left_out(); }

 private:
  net::Task<> minutes();  // each begins with closing the batch of the one before
  net::Task<> ask_all(TldRound round, MonotonicTime begin);
  void ask(const TldTest& test);
  net::Task<> measure(Ask ask);
  void count_missed(std::int64_t from, std::int64_t until);

  Surroundings around_;
  plan::Plan plan_;
  plan::TargetSet targets_;
  TldRounds rounds_;
  Batches batches_;
  net::TaskGroup exchanges_;
  bool retired_ = false;
};

}  // namespace tocsin::probe
