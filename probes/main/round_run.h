// Runs a plan in intervals of the wall clock over one target set: at the beginning of each it is
// told this probe's part, asks it test by test, and puts what came of it into batches of its own,
// one for each interval. One thread.
#pragma once

#include <functional>
#include <memory>

#include "core/base/clock.h"
#include "core/net/task_group.h"
#include "core/plan/limits.h"
#include "core/plan/plan.h"
#include "probes/engine/engine.h"
#include "probes/main/batches.h"
#include "probes/schedule/round.h"

namespace tocsin::probe {

// What a round's test asks, once its draw is known; or why it cannot be asked.
using MakeAsk =
    std::function<Result<Ask, plan::NotMeasured>(const RoundTest& test, const record::Draw& draw)>;

struct RoundPlan {
  plan::Plan plan;
  std::shared_ptr<const plan::TargetSet> targets;
  Duration every{};
  std::function<Round(std::int64_t interval)> round;  // intervals since 1970
  MakeAsk ask;
};

class RoundRun {
 public:
  // What is referred to outlives this.
  struct Surroundings {
    const Clock& clock;
    Engine& engine;
    plan::Limits& limits;
  };

  RoundRun(const boost::asio::any_io_executor& executor,
           Surroundings around,
           Batches::Surroundings around_batches,
           Author author,
           RoundPlan plan);

  // Until it is retired or cancelled; then what is under way ends, and the last batch is closed.
  net::Task<> run();

  // No interval begins any more.
  void retire() { retired_ = true; }

  const plan::NotMeasuredCounts& left_out() const { return batches_.left_out(); }

 private:
  net::Task<> intervals();  // each begins with closing the batch of the one before
  net::Task<> ask_all(Round round, MonotonicTime begin);
  net::Task<> measure(RoundTest test);
  net::Task<> exchange(Ask ask, Draws::Ticket ticket, plan::Check check);
  bool allowed(const Ask& ask);
  void count_missed(std::int64_t from, std::int64_t until);
  std::int64_t interval_of(WallTime time) const { return time.since_epoch / plan_.every; }

  Surroundings around_;
  RoundPlan plan_;
  Batches batches_;
  net::TaskGroup exchanges_;
  bool retired_ = false;
};

}  // namespace tocsin::probe
