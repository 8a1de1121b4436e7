#include "daemon/export/exposition.h"

#include "daemon/export/metrics.h"
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

void add_collector_families(Page& page, const CollectorCounters& counters) {
  page.add(metrics::build_info, {counters.version}, 1);
  page.add(metrics::journal_bytes, {}, static_cast<double>(counters.journal_bytes));
  add_by(page, metrics::batches_admitted_total, counters.batches_admitted);
  add_by(page, metrics::batches_rejected_total, counters.batches_rejected);
  page.add(metrics::batches_repeated_total, {}, static_cast<double>(counters.batches_repeated));
  page.add(metrics::live_dropped_total, {}, static_cast<double>(counters.live_dropped));
  add_by(page, metrics::tls_refusals_total, counters.tls_refusals);
  add_by(page, metrics::http_refusals_total, counters.http_refusals);
}

}  // namespace

std::string exposition(const Snapshot& snapshot,
                       const CollectorCounters& counters,
                       std::size_t series_limit) {
  Page page(series_limit);
  add_collector_families(page, counters);
  add_root_families(page, snapshot);
  add_probe_families(page, snapshot);
  add_server_families(page, snapshot);
  add_traffic_families(page, snapshot);
  Page limit;
  limit.add(metrics::series_dropped, {}, static_cast<double>(page.series_dropped()));
  return to_text(limit) + to_text(page);
}

}  // namespace tocsin::collector
