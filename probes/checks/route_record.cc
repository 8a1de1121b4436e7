#include "probes/checks/route_record.h"

#include <algorithm>

namespace tocsin::probe {
namespace {

// The second 16 bits of a DNS header (RFC 1035 section 4.1.1).
constexpr std::uint16_t flag_truncated = 0x0200;
constexpr std::uint16_t flag_recursion_available = 0x0080;

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

// The addresses of the own network that this trace shows. A server that is the first hop is none.
std::vector<plan::Address> inside_of(const Trace& trace) {
  std::vector<plan::Address> inside;
  for (const auto& hop : trace.hops) {
    if (hop.hop_limit > 1 && !is_inside(hop)) break;
    for (const auto& probe : hop.probes) {
      const auto from = probe.notice ? probe.notice->from : std::nullopt;
      if (from && *from != trace.server) inside.push_back(*from);
    }
  }
  return inside;
}

// Nothing where it may not be named and has no number.
std::optional<record::Router> router(const plan::Address& from,
                                     const std::vector<plan::Address>& inside,
                                     PrivateAddresses& own) {
  const bool is_own = own.has(from) || std::ranges::find(inside, from) != inside.end();
  if (!is_own) return from;
  const auto number = own.number(from);
  if (!number) return std::nullopt;
  return record::OwnRouter{*number};
}

record::HopQuery recorded(const HopProbe& probe) {
  record::HopQuery query;
  if (const auto& notice = probe.notice) {
    query.notice = record::HopNotice{
        .from = {}, .type = notice->type, .code = notice->code, .rtt = notice->rtt};
  }
  if (const auto& reply = probe.reply) {
    query.reply = record::HopReply{.rtt = reply->rtt, .hop_limit = reply->hop_limit};
  }
  return query;
}

bool is_refused(const Trace& trace) {
  return std::ranges::any_of(trace.hops.back().probes, [](const HopProbe& probe) {
    return probe.notice && probe.notice->what == HopAnswer::refused;
  });
}

record::Outcome outcome_of(const Trace& trace, record::Signs signs) {
  using record::Outcome;
  if (trace.answer && shows_interception(signs, record::Role::root)) return Outcome::intercepted;
  if (trace.end == TraceEnd::answered) {
    const bool truncated = (trace.answer->heard.flags & flag_truncated) != 0;
    return truncated ? Outcome::truncated : Outcome::answered;
  }
  if (trace.end != TraceEnd::unreachable) return Outcome::timeout;
  return is_refused(trace) ? Outcome::refused : Outcome::unreachable;
}

}  // namespace

std::optional<std::uint8_t> RouteDistances::of(const plan::Address& server) const {
  const auto known = known_.find(server);
  if (known == known_.end()) return std::nullopt;
  return known->second.nearest;
}

void RouteDistances::learn(const Trace& trace, const RouteSigns& signs) {
  const auto reached = distance(trace);
  if (!reached || signs.answered_and_expired) return;
  auto& known = known_.try_emplace(trace.server, Known{.nearest = *reached}).first->second;
  if (!signs.nearer_than_server) {
    known = {.nearest = std::min(known.nearest, *reached)};
  } else if (!known.nearer_since) {
    known.nearer_since = trace.sent_at;
  } else if (trace.sent_at - *known.nearer_since >= new_instance_after) {
    known = {.nearest = *reached};
  }
}

record::Trace recorded(const Trace& trace,
                       PrivateAddresses& own,
                       const std::optional<plan::Address>& self) {
  const auto inside = inside_of(trace);
  record::Trace record;
  record.end = trace.end;
  record.per_hop = static_cast<std::uint8_t>(trace.hops.front().probes.size());
  for (const auto& hop : trace.hops) {
    for (const auto& probe : hop.probes) {
      auto query = recorded(probe);
      const auto from = probe.notice ? probe.notice->from : std::nullopt;
      if (from && from != self) query.notice->from = router(*from, inside, own);
      record.queries.push_back(query);
    }
  }
  return record;
}

void write_to(record::Observation& observation,
              const Trace& trace,
              const RouteSigns& signs,
              record::Trace recorded) {
  auto& row = observation.measurement;
  row.sent_at = trace.sent_at;
  if (signs.answered_and_expired) row.signs.set(record::Sign::answered_and_expired);
  if (signs.nearer_than_server) row.signs.set(record::Sign::nearer_than_server);
  if (trace.answer) {
    const auto& [heard, reply] = *trace.answer;
    if ((heard.flags & flag_recursion_available) != 0) {
      row.signs.set(record::Sign::recursion_available);
    }
    row.rtt = reply.rtt;
    row.rtt_source = record::RttSource::bracket;
    row.hop_limit = reply.hop_limit;
    observation.heard = heard;
  }
  row.outcome = outcome_of(trace, row.signs);
  row.trace = std::move(recorded);
}

}  // namespace tocsin::probe
