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

bool is_private_v4(const plan::Address& address) {
  const auto& b = address.bytes;
  return b[0] == 10 || b[0] == 127 || (b[0] == 172 && (b[1] & 0xf0) == 16) ||
         (b[0] == 192 && b[1] == 168) || (b[0] == 169 && b[1] == 254) ||
         (b[0] == 100 && (b[1] & 0xc0) == 64);
}

bool is_private(const plan::Address& address) {
  if (address.family == plan::Family::v4) return is_private_v4(address);
  const auto& b = address.bytes;
  return (b[0] & 0xfe) == 0xfc || (b[0] == 0xfe && (b[1] & 0xc0) == 0x80);
}

// A silent hop gives nothing away, and says nothing about where the own network ends.
bool is_inside(const Hop& hop) {
  return std::ranges::all_of(hop.probes, [](const HopProbe& probe) {
    return !probe.notice || !probe.notice->from || is_private(*probe.notice->from);
  });
}

void withhold(Hop& hop, Bytes& into) {
  for (auto& probe : hop.probes) {
    if (!probe.notice || !probe.notice->from) continue;
    into.push_back(static_cast<std::uint8_t>(probe.notice->from->family));
    append(into, probe.notice->from->bytes);
    probe.notice->from.reset();
  }
}

}  // namespace

std::string_view name_of(HopAnswer answer) {
  constexpr std::array<std::string_view, 5> names{
      "silent", "expired", "unreachable", "refused", "answered"};
  return names[static_cast<std::size_t>(answer)];
}

std::string_view name_of(TraceEnd end) {
  constexpr std::array<std::string_view, 4> names{"answered", "unreachable", "silent", "hops"};
  return names[static_cast<std::size_t>(end)];
}

HopAnswer HopProbe::answer() const {
  if (reply) return HopAnswer::answered;
  return notice ? notice->what : HopAnswer::silent;
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

PublicTrace withhold_first_hops(Trace trace) {
  PublicTrace result;
  for (auto& hop : trace.hops) {
    if (hop.hop_limit > 1 && !is_inside(hop)) break;
    withhold(hop, result.withheld);
  }
  result.trace = std::move(trace);
  return result;
}

}  // namespace tocsin::probe
