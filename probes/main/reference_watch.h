// Asks the references what the schedule says, within what the host allows, so that the probe knows
// what its own connection is like. One thread.
#pragma once

#include <array>
#include <functional>

#include "core/base/clock.h"
#include "core/net/task_group.h"
#include "core/plan/limits.h"
#include "core/record/reach.h"
#include "probes/checks/references.h"
#include "probes/engine/engine.h"
#include "probes/schedule/schedule.h"

namespace tocsin::probe {

// The most that one exchange is taken to move, headers included; it goes without EDNS.
inline constexpr std::uint64_t reference_exchange_bytes = 700;

class ReferenceWatch {
 public:
  // What is referred to outlives this and every exchange in the group.
  struct Surroundings {
    const Clock& clock;
    Engine& engine;
    plan::Limits& limits;
    References& references;
    net::TaskGroup& exchanges;
    Entropy& entropy;
    // A reference of the world answers again, in one family. References are asked at times of each
    // probe's own within ten seconds, so a fleet behind one cut does not come back at once.
    std::function<void()> connected;
  };

  ReferenceWatch(Surroundings around, ByteView probe);

  // Until it is cancelled.
  net::Task<> run();

 private:
  void ask(const Due& due);
  net::Task<> hear(Ask ask, std::size_t reference);
  void note_reach();

  Surroundings around_;
  Schedule schedule_;
  Draws draws_;                           // of no batch, so never told
  std::array<record::Reach, 2> reach_{};  // IPv4, IPv6; as last noted
};

}  // namespace tocsin::probe
