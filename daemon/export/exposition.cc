#include "daemon/export/exposition.h"

#include "daemon/export/collector_metrics.h"
#include "daemon/export/dependence_families.h"
#include "daemon/export/probe_families.h"
#include "daemon/export/root_families.h"
#include "daemon/export/text_format.h"

namespace tocsin::collector {
namespace {

void add_by(Page& page, const Metric& metric, const CollectorCounters::ByReason& counts) {
  for (const auto& [reason, count] : counts) {
    page.add(metric, {reason}, static_cast<double>(count));
  }
}

void add_by(Page& page,
            const Metric& metric,
            const CollectorCounters::ByListenerAndReason& counts) {
  for (const auto& [key, count] : counts) {
    page.add(metric, {key.first, key.second}, static_cast<double>(count));
  }
}

double seconds_of(WallTime time) {
  return std::chrono::duration<double>(time.since_epoch).count();
}

void add_peer_log(Page& page, const std::string& log, const CollectorCounters::PeerLog& peer) {
  page.add(metrics::peer_log_cosigned_size, {log}, static_cast<double>(peer.cosigned_size));
  if (peer.cosigned_at) page.add(metrics::peer_log_cosigned, {log}, seconds_of(*peer.cosigned_at));
  for (const auto& [reason, at] : peer.refused_at) {
    page.add(metrics::peer_log_refused, {log, reason}, seconds_of(at));
  }
  for (const auto& [kind, count] : peer.forks) {
    page.add(metrics::peer_log_forks, {log, kind}, static_cast<double>(count));
  }
}

void add_zone_families(Page& page, const CollectorCounters& counters) {
  add_by(page, metrics::root_zone_fetches_total, counters.zone_fetches);
  page.add(metrics::root_zone_versions, {}, static_cast<double>(counters.zone_versions));
  add_by(page, metrics::root_zone_alarms, counters.zone_alarms);
  if (!counters.zone) return;
  page.add(metrics::root_zone_serial, {}, counters.zone->serial);
  const std::chrono::duration<double> lasts = counters.zone->lasts;
  page.add(metrics::root_zone_continuity, {}, lasts.count());
}

void add_collector_families(Page& page, const CollectorCounters& counters) {
  page.add(metrics::build_info, {counters.version}, 1);
  page.add(metrics::journal_bytes, {}, static_cast<double>(counters.journal_bytes));
  page.add(metrics::log_size, {}, static_cast<double>(counters.log_size));
  if (const auto& size = counters.log_witnessed_size) {
    page.add(metrics::log_witnessed_size, {}, static_cast<double>(*size));
  }
  if (const auto& since = counters.log_unwitnessed_since) {
    page.add(metrics::log_unwitnessed_since, {}, seconds_of(*since));
  }
  add_by(page, metrics::witness_cosigned_size, counters.witness_sizes);
  for (const auto& [log, peer] : counters.peer_logs) add_peer_log(page, log, peer);
  add_by(page, metrics::time_stamps_total, counters.time_stamps);
  for (const auto& [authority, newest] : counters.time_stamps_newest) {
    page.add(metrics::time_stamp_newest, {authority}, seconds_of(newest));
  }
  add_by(page, metrics::batches_admitted_total, counters.batches_admitted);
  add_by(page, metrics::batches_rejected_total, counters.batches_rejected);
  page.add(metrics::batches_repeated_total, {}, static_cast<double>(counters.batches_repeated));
  add_by(page, metrics::refusals_handed_total, counters.refusals_handed);
  add_by(page, metrics::objects_total, counters.objects);
  page.add(metrics::live_dropped_total, {}, static_cast<double>(counters.live_dropped));
  add_by(page, metrics::tls_refusals_total, counters.tls_refusals);
  add_by(page, metrics::http_refusals_total, counters.http_refusals);
  add_zone_families(page, counters);
}

}  // namespace

std::string exposition(const Snapshot& snapshot,
                       const CollectorCounters& counters,
                       const std::optional<assess::DependenceReport>& dependence,
                       std::size_t series_limit) {
  Page page(series_limit);
  add_collector_families(page, counters);
  add_root_families(page, snapshot);
  add_probe_families(page, snapshot);
  add_window_families(page, snapshot);
  if (dependence) add_dependence_families(page, *dependence);
  add_server_families(page, snapshot);
  add_traffic_families(page, snapshot);
  Page limit;
  limit.add(metrics::series_dropped, {}, static_cast<double>(page.series_dropped()));
  return to_text(limit) + to_text(page);
}

}  // namespace tocsin::collector
