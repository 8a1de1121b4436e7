#include "daemon/live/root_status.h"

namespace tocsin::collector {
namespace {

using Cells = std::array<std::optional<bool>, root_cell_count>;

const std::optional<bool>& cell_of(const Cells& cells,
                                   std::size_t letter,
                                   plan::Family family,
                                   record::Transport transport) {
  return cells[index_of(RootCell{{static_cast<char>('a' + letter), family}, transport})];
}

void add(Tally& tally, const std::optional<bool>& up) {
  if (!up) return;
  ++tally.measured;
  if (*up) ++tally.up;
}

Tally tally(const Cells& cells, plan::Family family, record::Transport transport) {
  Tally tally;
  for (std::size_t letter = 0; letter < letter_count; ++letter) {
    add(tally, cell_of(cells, letter, family, transport));
  }
  return tally;
}

std::size_t absent_of(const RootStatus& root) {
  const auto count = [&](ProbeState state) { return root.probes[static_cast<std::size_t>(state)]; };
  return count(ProbeState::silent) + count(ProbeState::line_dead);
}

void add_recent(RootStatus& root, const Cells& cells) {
  for (std::size_t letter = 0; letter < letter_count; ++letter) {
    add(root.recent[letter], cell_of(cells, letter, root.family, root.transport));
  }
}

}  // namespace

RootStatus root_status(std::span<const ProbeStatus> probes,
                       plan::Family family,
                       record::Transport transport) {
  RootStatus root{
      .family = family, .transport = transport, .figure = {}, .probes = {}, .recent = {}};
  std::vector<Tally> voices;
  for (const auto& probe : probes) {
    ++root.probes[static_cast<std::size_t>(probe.state[index_of(family)])];
    if (!probe.has_voice(family)) continue;
    voices.push_back(tally(probe.server_up, family, transport));
    add_recent(root, probe.server_up_recent);
  }
  root.figure = assess::root_figure(voices, absent_of(root));
  return root;
}

Tally recent_letters(const ProbeStatus& probe, plan::Family family, record::Transport transport) {
  return tally(probe.server_up_recent, family, transport);
}

}  // namespace tocsin::collector
