// Our values as label values.
#pragma once

#include <string>

#include "core/plan/target.h"
#include "daemon/live/root_cell.h"
#include "daemon/live/window_figures.h"

namespace tocsin::collector {

inline std::string word(plan::Family family) {
  return family == plan::Family::v4 ? "ipv4" : "ipv6";
}
inline std::string word(record::Transport transport) {
  return std::string(name_of(transport));
}
inline std::string word(Window window) {
  return window == Window::hour ? "1h" : "1d";
}
inline std::string word(char letter) {
  return std::string(1, letter);
}

}  // namespace tocsin::collector
