// Our values as label values.
#pragma once

#include <string>

#include "core/assess/window_figures.h"
#include "core/plan/target.h"
#include "daemon/live/root_cell.h"

namespace tocsin::collector {

inline std::string word(plan::Family family) {
  return family == plan::Family::v4 ? "ipv4" : "ipv6";
}
inline std::string word(record::Transport transport) {
  return std::string(name_of(transport));
}
inline std::string word(assess::Window window) {
  return std::string(name_of(window));
}
inline std::string word(char letter) {
  return std::string(1, letter);
}

}  // namespace tocsin::collector
