// The 52 things a probe watches at the root, indexed by letter, then family, then transport.
#pragma once

#include <array>
#include <cstdint>

#include "core/assess/root_availability.h"
#include "core/plan/target.h"
#include "core/record/outcome.h"

namespace tocsin::collector {

using assess::letter_count;
inline constexpr std::array families{plan::Family::v4, plan::Family::v6};
inline constexpr std::array transports{record::Transport::udp, record::Transport::tcp};

struct RootTarget {
  char letter = 'a';  // to 'm'
  plan::Family family = plan::Family::v4;

  bool operator==(const RootTarget&) const = default;
};

struct RootCell {
  RootTarget target;
  record::Transport transport = record::Transport::udp;

  bool operator==(const RootCell&) const = default;
};

constexpr std::size_t index_of(plan::Family family) {
  return family == plan::Family::v4 ? 0 : 1;
}
constexpr std::size_t index_of(record::Transport transport) {
  return static_cast<std::size_t>(transport);
}
constexpr std::size_t index_of(const RootTarget& target) {
  return 2 * static_cast<std::size_t>(target.letter - 'a') + index_of(target.family);
}
constexpr std::size_t index_of(const RootCell& cell) {
  return 2 * index_of(cell.target) + index_of(cell.transport);
}

inline constexpr std::size_t root_target_count = 2 * letter_count;
inline constexpr std::size_t root_cell_count = 2 * root_target_count;

constexpr RootTarget root_target(std::size_t index) {
  return {static_cast<char>('a' + index / 2), families[index % 2]};
}
constexpr RootCell root_cell(std::size_t index) {
  return {root_target(index / 2), transports[index % 2]};
}

}  // namespace tocsin::collector
