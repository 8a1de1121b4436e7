#include "core/assess/root_availability.h"

#include <algorithm>

namespace tocsin::assess {

std::optional<RootFigure> root_figure(std::span<const Tally> voices, std::size_t absent) {
  if (voices.empty()) return std::nullopt;
  constexpr std::uint32_t k = letters_needed;
  std::uint64_t given = 0;
  std::uint64_t measured = 0;
  std::uint64_t at_best = k * absent;
  for (const auto& voice : voices) {
    const std::uint32_t missing = letter_count - voice.measured;
    given += std::min(k, voice.up);
    measured += std::min(k, voice.measured);
    at_best += std::min(k, voice.up + missing);
  }
  const double due = static_cast<double>(k * (voices.size() + absent));
  RootFigure figure{.ratio = {},
                    .low = static_cast<double>(given) / due,
                    .high = static_cast<double>(at_best) / due};
  if (measured > 0) figure.ratio = static_cast<double>(given) / static_cast<double>(measured);
  return figure;
}

}  // namespace tocsin::assess
