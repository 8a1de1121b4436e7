// The words of a status, for whoever writes it and whoever reads it.
#pragma once

#include <array>
#include <string_view>

#include "core/plan/target.h"
#include "core/record/envelope.h"

namespace tocsin::probe {

inline constexpr unsigned status_version = 1;

inline constexpr std::array<std::string_view, 3> ring_names{"line", "country", "world"};
inline constexpr std::array<std::string_view, 2> family_names{"ipv4", "ipv6"};
inline constexpr std::array<std::string_view, 4> clock_source_names{
    "none", "kernel", "chrony", "time_servers"};

constexpr std::string_view word_for(plan::Family family) {
  return family_names[family == plan::Family::v4 ? 0 : 1];
}

constexpr std::string_view word_for(record::ClockSource source) {
  return clock_source_names[static_cast<std::size_t>(source)];
}

}  // namespace tocsin::probe
