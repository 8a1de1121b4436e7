// Measurements of the root's SOA that are said in a line.
#pragma once

#include <string_view>

#include "core/assess/month_columns.h"

namespace tocsin::assess {

using namespace std::chrono_literals;
using plan::Family;

inline constexpr WallTime noon{1'800'000'000s};  // the start of an interval
inline constexpr std::string_view all_letters = "abcdefghijklm";

struct Asked {
  std::string_view probe;
  char letter = 'k';
  WallTime at;
  std::size_t path = 0;  // as `paths` has them
};

// One that has this state.
inline Measurement measured(const Asked& asked, SoaState state, Duration rtt = 12ms) {
  using record::Outcome;
  constexpr Outcome outcomes[] = {Outcome::intercepted, Outcome::timeout, Outcome::answered};
  Measurement measurement{.t = asked.at,
                          .vp = asked.probe,
                          .rsi = asked.letter,
                          .family = paths[asked.path].family,
                          .transport = paths[asked.path].transport,
                          .kind = MeasurementKind::soa,
                          .outcome = outcomes[static_cast<std::size_t>(state)]};
  if (state != SoaState::available) return measurement;
  measurement.rcode = 0;
  measurement.rtt = rtt;
  return measurement;
}

}  // namespace tocsin::assess
