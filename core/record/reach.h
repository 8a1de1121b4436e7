// What a probe's own references say about its connection, per family: the difference between "the
// root does not answer" and "we cannot ask".
#pragma once

#include <string_view>

#include "core/record/envelope.h"

namespace tocsin::record {

enum class Reach : std::uint8_t {
  unknown = 0,    // no reference of the world ring was asked: measured and shown, without a voice
  connected = 1,  // a reference of the world ring answered
  isolated = 2,   // the country ring answers and the world ring does not: a finding of its own
  line_dead = 3,  // neither answers: nothing was measured
};

constexpr std::string_view name_of(Reach reach) {
  constexpr std::string_view names[] = {"unknown", "connected", "isolated", "line_dead"};
  return names[static_cast<std::size_t>(reach)];
}

constexpr Reach reach_of(const std::array<RingCount, 3>& rings) {
  const auto& country = rings[static_cast<std::size_t>(Ring::country)];
  const auto& world = rings[static_cast<std::size_t>(Ring::world)];
  if (world.asked == 0) return Reach::unknown;
  if (world.answered > 0) return Reach::connected;
  return country.answered > 0 ? Reach::isolated : Reach::line_dead;
}

}  // namespace tocsin::record
