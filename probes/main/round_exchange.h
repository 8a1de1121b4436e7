// Tests of rounds that are queries: each asks an address once, and again over TCP where its answer
// is needed whole and UDP cut it. One thread.
#pragma once

#include <functional>

#include "core/base/clock.h"
#include "core/plan/limits.h"
#include "probes/engine/engine.h"
#include "probes/main/round_run.h"

namespace tocsin::probe {

// What a round's test asks, once its draw is known; or why it cannot be asked.
using MakeAsk =
    std::function<Result<Ask, plan::NotMeasured>(const RoundTest& test, const record::Draw& draw)>;

class RoundExchange {
 public:
  // What is referred to outlives this and every test.
  struct Surroundings {
    const Clock& clock;
    Engine& engine;
    plan::Limits& limits;
  };

  RoundExchange(Surroundings around, MakeAsk make_ask)
      : around_(around), make_ask_(std::move(make_ask)) {}

  net::Task<> test(RoundTest test, Batches& batches);

 private:
  net::Task<> exchange(Ask ask, Draws::Ticket ticket, plan::Check check, Batches& batches);
  bool allowed(const Ask& ask, Batches& batches);

  Surroundings around_;
  MakeAsk make_ask_;
};

}  // namespace tocsin::probe
