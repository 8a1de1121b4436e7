// Runs a plan in intervals of the wall clock over one target set: at the beginning of each it is
// told this probe's part, asks it test by test, and puts what came of it into batches of its own,
// one for each interval's length. They are closed at a moment of the interval that is the probe's
// own, so that a collector does not get those of a whole fleet at once. One thread.
#pragma once

#include <functional>
#include <memory>

#include "core/base/clock.h"
#include "core/net/task_group.h"
#include "core/plan/plan.h"
#include "probes/main/batches.h"
#include "probes/schedule/round.h"

namespace tocsin::probe {

// Makes one test, and puts what came of it into the batches.
using MakeTest = std::function<net::Task<>(RoundTest test, Batches& batches)>;

// Which is the first interval after a start: the next whole one, or what is left of this one.
enum class FirstRound : std::uint8_t { whole, rest };

// What a stop does with tests under way. Queries end by their own timeout; what may take longer is
// cancelled and counted as late, because a watch that is silent meanwhile is worse.
enum class AtStop : std::uint8_t { await, cancel };

struct RoundPlan {
  plan::Plan plan;
  std::shared_ptr<const plan::TargetSet> targets;
  Duration every{};
  std::function<Round(std::int64_t interval)> round;  // intervals since 1970
  FirstRound first = FirstRound::whole;
  AtStop at_stop = AtStop::await;
};

class RoundRun {
 public:
  // The clock outlives this.
  RoundRun(const boost::asio::any_io_executor& executor,
           const Clock& clock,
           Batches::Surroundings around_batches,
           Author author,
           RoundPlan plan,
           MakeTest make_test);

  // Until it is retired or cancelled, and nothing is under way any more. One that was retired has
  // closed its last batch then.
  net::Task<> run();

  // No interval begins any more: another run has those to come.
  void retire() { retired_ = true; }

  // Before it runs: its first interval is the one that `before`, which is retired, has not begun.
  void begin_after(const RoundRun& before);

  // Where it was cancelled and not retired: counts what was due since then, or will not be asked by
  // a run that begins now, and closes the last batch.
  void finish();

  const plan::NotMeasuredCounts& left_out() const { return batches_.left_out(); }
  PlanStatus status() const;

 private:
  struct Going {
    MonotonicTime begin;
    Round round;
    std::size_t passed = 0;  // of its tests
  };

  net::Task<> intervals();
  net::Task<> ask_all();
  net::Task<> make(RoundTest test);
  net::Task<> close_at(MonotonicTime time);
  void count_missed(std::int64_t from, std::int64_t until);
  void count_left();
  bool is_ours(MonotonicTime at) const;
  MonotonicTime begin_of(std::int64_t interval) const;
  std::int64_t after(std::int64_t interval) const;
  std::int64_t interval_of(WallTime time) const { return time.since_epoch / plan_.every; }

  const Clock& clock_;
  RoundPlan plan_;
  MakeTest make_test_;
  Batches batches_;
  net::TaskGroup exchanges_;
  std::uint64_t under_way_ = 0;  // tests
  Duration closes_after_;        // the beginning of each interval
  MonotonicTime started_at_;
  std::int64_t next_;  // the interval to begin
  Going going_;        // the one before
  bool retired_ = false;
};

}  // namespace tocsin::probe
