#include "audit/standing.h"

#include <algorithm>

#include "audit/count_text.h"

namespace tocsin::audit {
namespace {

using assess::Outage;
using assess::PathReach;
using Holds = Rung::Holds;

std::size_t outages_in(const bundle::Claim& claim) {
  std::size_t count = 0;
  for (const auto& path : claim.reachability) count += path.outages.size();
  return count;
}

bool overlap(const Outage& one, const Outage& other) {
  return one.first < other.first + other.minutes && other.first < one.first + one.minutes;
}

// Both are of all paths, in the same order.
std::size_t standing(const bundle::Claim& claimed,
                     const bundle::Claim& concluded,
                     std::size_t spared) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < claimed.reachability.size(); ++i) {
    for (const auto& outage : claimed.reachability[i].outages) {
      const auto bears_out = [&](const Outage& mine) {
        return mine.spare >= spared && overlap(outage, mine);
      };
      if (std::ranges::any_of(concluded.reachability[i].outages, bears_out)) ++count;
    }
  }
  return count;
}

}  // namespace

std::optional<Rung> stands_rung(const bundle::Claim& claimed,
                                const bundle::Claim& concluded,
                                std::size_t spared) {
  const auto all = outages_in(claimed);
  const auto mine = outages_in(concluded);
  if (all == 0 && mine == 0 && spared == 0) return std::nullopt;
  const auto stand = standing(claimed, concluded, spared);
  auto said = std::to_string(stand) + " of " + count_text(all, "outage", "outages");
  if (spared > 0) {
    said += " with the data of any " + count_text(spared, "country", "countries") + " left out";
  } else {
    said += " by your countries";
  }
  if (all == 0 && mine > 0) said += "; they lost it, which is not claimed";
  return Rung{"STANDS", stand > 0 ? Holds::yes : Holds::no, std::move(said)};
}

}  // namespace tocsin::audit
