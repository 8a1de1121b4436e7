// When a measurement is too old to say anything about now, and when a probe is silent.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>

#include "core/base/time.h"
#include "core/plan/budget.h"
#include "core/plan/plan.h"
#include "core/record/outcome.h"

namespace tocsin::collector {

struct Rules {
  plan::Plan watch = plan::watch();
  Duration silence = std::chrono::seconds(20);          // without a batch
  Duration freshness_floor = std::chrono::seconds(90);  // no series goes away sooner than this
  Duration clock_ahead_max = std::chrono::seconds(60);  // of the collector's own clock
  // What a verdict on now may rest on, by when it was sent. A failure is known a timeout and a
  // batch's period after it was sent; half of this is always in sight, then, and none of it is
  // older than the deadline for seeing a fault's end (docs/decisions/0009).
  Duration recent = std::chrono::seconds(24);
  // How long before and after the closing of a batch that says "isolated" or "line dead" the way
  // may have been cut. Before: the batch one period earlier still said "connected", by an answer up
  // to 15 s old (probe::References::memory). After: the next batch says "connected" from the first
  // answer on, and holds what was asked in vain before it.
  Duration cut_before = watch.batch_every + std::chrono::seconds(15);
  Duration cut_after = watch.batch_every;
  Duration rtt_max = std::chrono::seconds(60);  // longer ones are no measurement of ours
};

// Three rounds may go missing before a series does. A larger fleet asks less often.
inline Duration freshness(const Rules& rules, record::Transport transport, std::size_t fleet) {
  const bool udp = transport == record::Transport::udp;
  const auto& budget = plan::root_letter_share("watch");
  const auto& soa = rules.watch.measures.front();
  const Duration cadence = plan::cadence(udp ? soa.udp_every : soa.tcp_every,
                                         static_cast<std::uint32_t>(fleet),
                                         udp ? budget.udp_per_second : budget.tcp_per_second);
  return std::max(3 * cadence, rules.freshness_floor);
}

}  // namespace tocsin::collector
