#include "daemon/main/part_counters.h"

#include "core/base/check.h"
#include "core/zone/continuity.h"

namespace tocsin::collector {
namespace {

template <std::size_t N>
void add_refusals(CollectorCounters::ByListenerAndReason& out,
                  const std::string& listener,
                  const std::array<std::string_view, N>& names,
                  const std::array<std::uint64_t, N>& counts) {
  for (std::size_t i = 0; i < N; ++i) out[{listener, std::string(names[i])}] = counts[i];
}

std::string reason_of(witness::Verdict verdict) {
  switch (verdict) {
    case witness::Verdict::malformed:
      return "malformed";
    case witness::Verdict::not_signed:
      return "not_signed";
    case witness::Verdict::other_size:
      return "other_size";
    case witness::Verdict::inconsistent:
      return "inconsistent";
    case witness::Verdict::unknown_log:
    case witness::Verdict::cosigned:
      break;
  }
  check(false, "what is refused in a log's name is refused for one of these");
  return "";
}

CollectorCounters::PeerLog peer_log(const witnessing::Standing& standing) {
  CollectorCounters::PeerLog out{
      .cosigned_size = standing.cosigned_size,
      .cosigned_at = standing.cosigned_at,
      .forks = {{"same_size", standing.forks.same_size}, {"not_shown", standing.forks.not_shown}}};
  for (const auto& [verdict, at] : standing.refused_at) out.refused_at[reason_of(verdict)] = at;
  return out;
}

}  // namespace

void add_peer_logs(CollectorCounters& out, const witnessing::Standings::ByOrigin& standings) {
  for (const auto& [origin, standing] : standings) out.peer_logs[origin] = peer_log(standing);
}

void add_ingest(CollectorCounters& out, const IngestCounts& counts) {
  for (std::size_t i = 0; i < admission_count; ++i) {
    out.batches_admitted[std::string(admission_names[i])] = counts.admitted[i];
  }
  for (std::size_t i = 0; i < rejection_count; ++i) {
    out.batches_rejected[reason_of(static_cast<Rejection>(i))] = counts.rejected[i];
  }
  out.batches_repeated = counts.again;
}

void add_zones(CollectorCounters& out, const ZoneStore& zones, WallTime now) {
  out.zone_fetches = zones.counts().fetches;
  out.zone_versions = zones.book().verified();
  const auto alarms = zones.steps().alarms_since(now - std::chrono::hours(24));
  for (std::size_t i = 0; i < alarms.size(); ++i) {
    out.zone_alarms[std::string(name_of(static_cast<zone::Alarm>(i)))] = alarms[i];
  }
  if (const auto* zone = zones.in_force()) {
    out.zone = {.serial = zone->serial(), .lasts = zone::continuity_of(*zone, now).lasts};
  }
}

void add_server(CollectorCounters& out,
                const std::string& listener,
                const http::ServerCounts& counts) {
  add_refusals(out.tls_refusals, listener, http::tls_refusal_names, counts.tls_refusals);
  add_refusals(out.http_refusals, listener, http::request_refusal_names, counts.request_refusals);
}

}  // namespace tocsin::collector
