#include "probes/checks/route.h"

#include <algorithm>

namespace tocsin::probe {
namespace {

bool is_silent(const Hop& hop) {
  return std::ranges::all_of(
      hop.probes, [](const HopProbe& probe) { return probe.answer() == HopAnswer::silent; });
}

bool expired(const HopProbe& probe) {
  return probe.notice && probe.notice->what == HopAnswer::expired;
}

bool answered(const Hop& hop) {
  return std::ranges::any_of(hop.probes,
                             [](const HopProbe& probe) { return probe.reply.has_value(); });
}

bool answered_truly(const Hop& hop) {
  return std::ranges::any_of(hop.probes,
                             [](const HopProbe& probe) { return probe.reply && !expired(probe); });
}

bool shut(const Hop& hop) {
  return std::ranges::any_of(hop.probes, [](const HopProbe& probe) {
    return probe.notice && probe.notice->what != HopAnswer::expired;
  });
}

}  // namespace

std::string_view name_of(HopAnswer answer) {
  constexpr std::array<std::string_view, 5> names{
      "silent", "expired", "unreachable", "refused", "answered"};
  return names[static_cast<std::size_t>(answer)];
}

HopAnswer HopProbe::answer() const {
  if (reply) return HopAnswer::answered;
  return notice ? notice->what : HopAnswer::silent;
}

void HopProbe::hear(const HopReply& heard) {
  if (notice && !notice->names_query) notice.reset();
  reply = heard;
}

std::optional<TraceEnd> end_of(const std::vector<Hop>& hops, TraceLimits limits) {
  if (hops.empty()) return std::nullopt;
  if (answered_truly(hops.back())) return TraceEnd::answered;
  if (shut(hops.back())) return TraceEnd::unreachable;
  const auto last = std::ranges::find_if_not(hops.rbegin(), hops.rend(), is_silent);
  if (last - hops.rbegin() >= limits.silent_max) return TraceEnd::silent;
  if (hops.size() >= limits.hops_max) return TraceEnd::hops;
  return std::nullopt;
}

std::optional<std::uint8_t> distance(const Trace& trace) {
  const auto first = std::ranges::find_if(trace.hops, answered);
  if (first == trace.hops.end()) return std::nullopt;
  return first->hop_limit;
}

RouteSigns signs_of(const Trace& trace, std::optional<std::uint8_t> server_distance) {
  RouteSigns signs;
  for (const auto& hop : trace.hops) {
    for (const auto& probe : hop.probes) {
      if (probe.reply && expired(probe)) signs.answered_and_expired = true;
    }
  }
  const auto reached = distance(trace);
  signs.nearer_than_server =
      reached && server_distance && *server_distance - *reached >= hops_nearer;
  return signs;
}

}  // namespace tocsin::probe
