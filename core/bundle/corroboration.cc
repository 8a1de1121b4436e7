#include "core/bundle/corroboration.h"

#include <algorithm>
#include <span>

namespace tocsin::bundle {
namespace {

Corroboration standing_without(std::uint32_t countries) {
  if (countries >= 2) return Corroboration::strong;
  return countries == 1 ? Corroboration::fair : Corroboration::weak;
}

}  // namespace

Corroboration corroboration_of(const assess::Outage& outage,
                               const std::vector<MinuteTally>& tallies) {
  const auto minutes = std::span(tallies).subspan(outage.first, outage.minutes);
  const auto alone = [](const MinuteTally& tally) { return tally.lost == 1; };
  if (std::ranges::all_of(minutes, alone)) return Corroboration::single_country;
  if (!std::ranges::all_of(minutes, &MinuteTally::is_outage_at_least)) {
    return Corroboration::inconclusive;
  }
  return standing_without(outage.spare);
}

Corroboration corroboration_of_none(const std::vector<MinuteTally>& tallies) {
  const auto told = [](const MinuteTally& tally) { return tally.voices() > 0; };
  if (!std::ranges::any_of(tallies, told)) return Corroboration::nothing_known;
  if (std::ranges::any_of(tallies, &MinuteTally::is_outage_at_most)) {
    return Corroboration::inconclusive;
  }
  const auto all = tallies.front().all();
  if (all == 1) return Corroboration::single_country;
  // With f countries left out, at worst f that had reached it, 2 (lost + silent) <= all - f must
  // hold, and one must be left that tells.
  auto spare = all - 1;
  for (const auto& tally : tallies) {
    spare = std::min(spare, all - 2 * (tally.lost + tally.silent));
  }
  return standing_without(spare);
}

}  // namespace tocsin::bundle
