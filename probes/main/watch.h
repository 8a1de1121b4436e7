// Asks the targets and the references what their schedules say, within what the host allows, and
// hands the outcomes on. One thread.
#pragma once

#include <array>

#include "core/base/clock.h"
#include "core/net/task_group.h"
#include "core/plan/limits.h"
#include "core/plan/plan.h"
#include "core/plan/target.h"
#include "core/record/reach.h"
#include "probes/checks/references.h"
#include "probes/engine/engine.h"
#include "probes/main/batches.h"
#include "probes/schedule/schedule.h"

namespace tocsin::probe {

// The most that one exchange is taken to move, headers included: what limits book for it.
inline constexpr std::uint64_t udp_exchange_bytes = 1500;
inline constexpr std::uint64_t tcp_exchange_bytes = 2500;
inline constexpr std::uint64_t reference_exchange_bytes = 700;  // without EDNS

class Watch {
 public:
  // What is referred to outlives this and every exchange in the group.
  struct Surroundings {
    const Clock& clock;
    Engine& engine;
    plan::Limits& limits;
    Batches& batches;
    References& references;
    net::TaskGroup& exchanges;
    Entropy& entropy;
  };

  Watch(Surroundings around,
        plan::Plan plan,
        plan::TargetSet targets,
        ByteView probe,
        std::uint32_t fleet_size);

  // Both until they are cancelled.
  net::Task<> ask_targets();
  net::Task<> ask_references();

 private:
  void ask_target(const Due& due);
  void ask_reference(const Due& due);
  bool allowed(const plan::Address& address, std::uint64_t bytes);
  net::Task<> measure(Ask ask);
  net::Task<> hear(Ask ask, std::size_t reference);
  void log_reach();

  Surroundings around_;
  plan::Plan plan_;
  plan::TargetSet targets_;
  Schedule target_schedule_;
  Schedule reference_schedule_;
  Draws reference_draws_;                 // of no batch, so never told
  std::array<record::Reach, 2> reach_{};  // IPv4, IPv6; as last logged
};

}  // namespace tocsin::probe
