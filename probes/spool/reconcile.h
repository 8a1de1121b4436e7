// What a spool finds when it opens, against what its state says: a pure decision, so that recovery
// after a crash is the same as any other start.
//
// | a number below `next` is            | then                                                |
// |-------------------------------------|-----------------------------------------------------|
// | gone, and its file is there         | a removal was cut short: remove it                  |
// | taken, and its file is there        | it was closed                                       |
// | taken, without a file               | a gap: never_closed                                 |
// | none of these, and without a file   | a gap: unreadable                                   |
#pragma once

#include <set>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.h"
#include "probes/spool/spool_state.h"

namespace tocsin::probe {

struct Reconciled {
  std::set<std::uint64_t> kept;
  std::vector<std::uint64_t> to_remove;
  std::uint64_t never_closed = 0;  // batches
  std::uint64_t vanished = 0;
};

// Brings the state up to date. Cursors become those of `collectors`. Fails where a batch has a
// number that the state never gave: the state is older than its batches, and would give numbers
// twice.
Result<Reconciled> reconcile(SpoolState& state,
                             std::span<const std::uint64_t> files,
                             std::span<const std::string> collectors);

}  // namespace tocsin::probe
