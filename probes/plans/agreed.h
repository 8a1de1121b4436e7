// What a probe follows, of what its own configuration says and its collectors' logs hold: for each
// plan that the host runs the first collector that offers it, for each address the strictest word
// of an operator.
//
// Pure.
#pragma once

#include <vector>

#include "core/base/time.h"
#include "core/plan/limits.h"
#include "core/plan/plan.h"
#include "probes/plans/offer_check.h"

namespace tocsin::probe {

// Those that the configuration lists, with what collectors changed about them, without those that
// they ended. What else they offer is the host's to switch on: it takes of what the host allows in
// a day, and so from the watch. The watch is never asked more often than configured, and says how
// many probes there are: as many as the collector that knows of most.
std::vector<plan::Plan> agreed_plans(const std::vector<plan::Plan>& configured,
                                     const std::vector<CheckedOffer>& offers);

plan::Limits::Pauses agreed_pauses(const std::vector<CheckedOffer>& offers,
                                   WallTime now,
                                   std::uint32_t fleet_size);

}  // namespace tocsin::probe
