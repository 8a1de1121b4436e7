#include "probes/schedule/turn_round.h"

#include <algorithm>

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;

// The first time at or after `begin` that is `offset` after the beginning of a cycle.
Duration next_turn(Duration begin, Duration cycle, Duration offset) {
  const auto since = (begin - offset) % cycle;
  return since == 0s ? begin : begin + cycle - since;
}

}  // namespace

Round turn_round(const Turns& turns, FleetPlace place, std::int64_t interval) {
  Round round;
  const auto cycle = turns.cycle;
  if (cycle == 0s || turns.targets == 0) return round;
  const auto begin = interval * turns.every;
  const auto own = cycle / place.size * place.number;
  for (std::uint32_t i = 0; i < turns.targets; ++i) {
    const auto offset = (own + cycle / turns.targets * i) % cycle;
    for (auto at = next_turn(begin, cycle, offset); at < begin + turns.every; at += cycle) {
      round.tests.push_back({.at = at - begin, .endpoint = i, .check = turns.check});
    }
  }
  std::ranges::sort(round.tests, {}, &RoundTest::at);
  return round;
}

}  // namespace tocsin::probe
