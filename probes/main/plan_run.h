// Runs one plan: asks what its schedule says, within what the host allows, and puts what came of it
// into the plan's own batches. One thread.
#pragma once

#include <functional>

#include "core/base/clock.h"
#include "core/net/task_group.h"
#include "core/plan/limits.h"
#include "core/plan/plan.h"
#include "core/plan/target.h"
#include "probes/engine/engine.h"
#include "probes/main/batches.h"
#include "probes/schedule/schedule.h"

namespace tocsin::probe {

// The most that one exchange is taken to move, headers included: what limits book for it.
inline constexpr std::uint64_t udp_exchange_bytes = 1500;
inline constexpr std::uint64_t tcp_exchange_bytes = 2500;

class PlanRun {
 public:
  // What is referred to outlives this and every exchange in the group.
  struct Surroundings {
    const Clock& clock;
    Engine& engine;
    plan::Limits& limits;
    net::TaskGroup& exchanges;
    std::function<void(std::uint32_t)> saw_serial;  // an answer said it
    // What became of a query, whatever it was.
    std::function<void(const plan::Endpoint&, const record::Measurement&)> saw;
  };

  PlanRun(const boost::asio::any_io_executor& executor,
          Surroundings around,
          Batches::Surroundings around_batches,
          Author author,
          plan::Plan plan,
          plan::TargetSet targets,
          std::uint32_t fleet_size);

  // Its tasks, until they are cancelled.
  void start(net::TaskGroup& loops);

  // When nothing is asked any more: counts what was due since then, and closes the open batch.
  void finish();

  const std::string& name() const { return plan_.name; }
  const plan::NotMeasuredCounts& left_out() const { return batches_.left_out(); }
  PlanStatus status() const;

 private:
  net::Task<> follow_schedule();
  void ask(const Due& due);
  void ask(const Due& due, record::Question question);
  bool allowed(const plan::Address& address, record::Transport transport);
  net::Task<> measure(Ask ask);

  Surroundings around_;
  plan::Plan plan_;
  plan::TargetSet targets_;
  Schedule schedule_;
  Batches batches_;
};

}  // namespace tocsin::probe
