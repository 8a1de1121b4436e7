#include "probes/spool/reconcile.h"

#include <utility>

namespace tocsin::probe {
namespace {

std::uint64_t record_gap(SpoolState& state, SequenceRange range, record::GapReason reason) {
  add_gap(state.untold, {range.first, range.last, reason});
  state.gone.insert(range);
  return range.last - range.first + 1;
}

void keep_cursors_of(SpoolState& state, std::span<const std::string> collectors) {
  std::map<std::string, CollectorCursor> cursors;
  for (const auto& name : collectors) cursors[name] = state.cursors[name];
  state.cursors = std::move(cursors);
}

}  // namespace

Result<Reconciled> reconcile(SpoolState& state,
                             std::span<const std::uint64_t> files,
                             std::span<const std::string> collectors) {
  Reconciled found;
  for (const auto sequence : files) {
    if (sequence >= state.next) {
      return fail("the spool's state is older than batch " + std::to_string(sequence) +
                  "; move the spool away, and a new incarnation begins");
    }
    if (state.gone.contains(sequence)) {
      found.to_remove.push_back(sequence);
    } else {
      found.kept.insert(sequence);
    }
  }
  for (const auto sequence : std::exchange(state.taken, {})) {
    if (found.kept.contains(sequence)) continue;
    found.never_closed += record_gap(state, {sequence, sequence}, record::GapReason::never_closed);
  }
  auto accounted = state.gone;
  for (const auto sequence : found.kept) accounted.insert(sequence);
  for (const auto& range : accounted.missing_below(state.next)) {
    found.vanished += record_gap(state, range, record::GapReason::unreadable);
  }
  keep_cursors_of(state, collectors);
  return found;
}

}  // namespace tocsin::probe
