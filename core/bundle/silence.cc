#include "core/bundle/silence.h"

#include <algorithm>

namespace tocsin::bundle {

std::vector<Silence> silences_between(std::vector<Silence> covered, const Question& question) {
  std::ranges::sort(covered, {}, &Silence::from);
  std::vector<Silence> holes;
  auto reached = question.from;
  const auto hole_until = [&](WallTime next) {
    const auto end = std::min(next, question.to);
    if (end - reached >= silence_min) holes.push_back({reached, end});
  };
  for (const auto& each : covered) {
    hole_until(each.from);
    reached = std::max(reached, each.to);
  }
  hole_until(question.to);
  return holes;
}

}  // namespace tocsin::bundle
