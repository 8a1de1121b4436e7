// Learns where the root's name servers are (RFC 9609), from the hints on: after the start, twice a
// day, and whenever the zone in force has another address for one of them. A round asks each
// address in turn; probes/checks/priming.h decides what is believed. One thread.
#pragma once

#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <functional>

#include "core/base/clock.h"
#include "core/plan/limits.h"
#include "probes/checks/priming.h"
#include "probes/engine/engine.h"

namespace tocsin::probe {

struct PrimingPace {
  Duration first_within = std::chrono::minutes(1);  // drawn, so that a fleet does not ask as one
  Duration every = std::chrono::hours(12);
  Duration retry = std::chrono::minutes(10);  // where it is not known what holds
};

class PrimingWatch {
 public:
  // What is referred to outlives this.
  struct Surroundings {
    const Clock& clock;
    Engine& engine;
    plan::Limits& limits;
    Entropy& entropy;
    // What a verified zone in force has for the root; null where none is.
    std::function<const plan::TargetSet*()> zone;
    std::function<void()> want_zone;  // one is needed to decide
    std::function<void(const plan::TargetSet&)> moved;
  };

  PrimingWatch(const boost::asio::any_io_executor& executor,
               Surroundings around,
               plan::TargetSet in_use,
               PrimingPace pace = {});

  // Until it is cancelled.
  net::Task<> run();

  // Another zone is in force.
  void zone_changed();

 private:
  net::Task<Primed> round();
  net::Task<> ask(plan::Endpoint server, PrimingAnswers& answers);
  void act_on(Priming priming);
  net::Task<> wait(Duration longest);

  boost::asio::steady_timer timer_;
  Surroundings around_;
  plan::TargetSet in_use_;
  PrimingPace pace_;
  Draws draws_;                       // of no batch, so never told
  bool wanted_ = false;               // at once, whenever that can be
  plan::NotMeasuredCounts left_out_;  // of the round under way
  std::uint64_t moves_ = 0;
};

}  // namespace tocsin::probe
