// Which batches to let go when the spool must get smaller: a pure choice.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/record/envelope.h"
#include "probes/spool/batch.h"

namespace tocsin::probe {

enum class Acknowledged : std::uint8_t { by_none, by_some };

struct Spooled {
  std::uint64_t sequence = 0;
  Importance importance = Importance::root;
  std::uint64_t bytes = 0;
  Acknowledged acknowledged = Acknowledged::by_none;
};

struct LetGo {
  std::uint64_t sequence = 0;
  record::GapReason reason = record::GapReason::thinned;

  bool operator==(const LetGo&) const = default;
};

// In this order, until `bytes` are free: what some collector holds already, oldest first; then TLD
// batches, then root batches, each time the one whose loss leaves the smallest hole, so that what
// stays is spread evenly over time. The oldest and the newest of each importance stay. `kept` is in
// ascending order. Fewer bytes than asked for where that is all there is.
std::vector<LetGo> choose_to_let_go(std::span<const Spooled> kept, std::uint64_t bytes);

}  // namespace tocsin::probe
