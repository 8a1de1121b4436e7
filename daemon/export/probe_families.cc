#include "daemon/export/probe_families.h"

#include <chrono>
#include <cstdio>

#include "daemon/export/label_text.h"
#include "daemon/export/probe_metrics.h"
#include "daemon/export/root_metrics.h"
#include "daemon/export/words.h"
#include "daemon/live/root_status.h"
#include "daemon/live/traffic.h"

namespace tocsin::collector {
namespace {

constexpr std::array<std::string_view, gap_reason_count> gap_reason_names{
    "thinned", "acknowledged_elsewhere", "unreadable", "refused", "never_closed"};

double seconds(Duration duration) {
  return std::chrono::duration<double>(duration).count();
}

std::string degrees(double value) {
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%.1f", value);
  return text.data();
}

// "tocsin-probe/0.1.0" is version 0.1.0.
std::string version_of(const std::string& software) {
  const auto slash = software.rfind('/');
  return name_label(slash == std::string::npos ? software : software.substr(slash + 1));
}

void add_info(Page& page, const ProbeStatus& probe) {
  const auto& attested = probe.attestation;
  page.add(metrics::probe_info,
           {probe.name,
            version_of(probe.software),
            attested ? std::to_string(attested->asn) : "",
            attested ? name_label(attested->network) : "",
            attested ? name_label(attested->country) : std::string(unattested_country),
            attested ? degrees(attested->latitude) : "",
            attested ? degrees(attested->longitude) : "",
            probe.attested ? "yes" : "no"},
           1);
}

void add_standing(Page& page, const ProbeStatus& probe) {
  page.add(metrics::probe_up, {probe.name}, probe.up ? 1 : 0);
  if (probe.last_report) {
    page.add(metrics::probe_last_report, {probe.name}, seconds(probe.last_report->since_epoch));
  }
  add_info(page, probe);
  for (const auto family : families) {
    page.add(metrics::probe_voice, {probe.name, word(family)}, probe.has_voice(family) ? 1 : 0);
    if (!probe.up) continue;
    const auto reach = name_of(probe.reach[index_of(family)]);
    page.add(metrics::probe_reach, {probe.name, word(family), std::string(reach)}, 1);
  }
  if (probe.clock_bound) {
    page.add(metrics::probe_clock_bound, {probe.name}, seconds(*probe.clock_bound));
  }
}

// A probe that has asked nothing lately says so by a zero.
void add_recent(Page& page, const ProbeStatus& probe) {
  if (!probe.up) return;
  for (const auto family : families) {
    for (const auto transport : transports) {
      const Tally recent = recent_letters(probe, family, transport);
      const std::vector<std::string> labels{probe.name, word(family), word(transport)};
      page.add(metrics::probe_recent_letters, labels, recent.measured);
      page.add(metrics::probe_recent_letters_up, labels, recent.up);
    }
  }
}

void add_counts(Page& page, const ProbeStatus& probe) {
  const auto add = [&](const Metric& metric, std::uint64_t count) {
    page.add(metric, {probe.name}, static_cast<double>(count));
  };
  add(metrics::sequence_gaps_total, probe.counts.sequence_gaps);
  add(metrics::late_measurements_total, probe.counts.late);
  add(metrics::not_measured_total, probe.counts.not_measured);
  add(metrics::unplaced_measurements_total, probe.counts.unplaced);
  for (std::size_t i = 0; i < gap_reason_count; ++i) {
    page.add(metrics::lost_batches_total,
             {probe.name, std::string(gap_reason_names[i])},
             static_cast<double>(probe.counts.lost[i]));
  }
}

void add_cells(Page& page, const ProbeStatus& probe) {
  for (std::size_t i = 0; i < root_cell_count; ++i) {
    const auto& [target, transport] = root_cell(i);
    const std::vector labels{probe.name, word(target.letter), word(target.family), word(transport)};
    if (probe.server_up[i]) page.add(metrics::server_up, labels, *probe.server_up[i] ? 1 : 0);
    if (probe.intercepted[i]) page.add(metrics::server_intercepted, labels, 1);
  }
}

void add_targets(Page& page, const ProbeStatus& probe) {
  for (std::size_t i = 0; i < root_target_count; ++i) {
    const RootTarget target = root_target(i);
    const std::string letter = word(target.letter);
    const std::string family = word(target.family);
    if (const auto& instance = probe.instance[i]) {
      page.add(metrics::server_instance_info,
               {probe.name, letter, family, instance_label(*instance)},
               1);
    }
    if (const auto& serial = probe.serial[i]) {
      page.add(metrics::zone_serial, {probe.name, letter, family}, *serial);
    }
  }
}

}  // namespace

void add_probe_families(Page& page, const Snapshot& snapshot) {
  for (const auto& probe : snapshot.probes) add_standing(page, probe);
  for (const auto& probe : snapshot.probes) add_recent(page, probe);
  for (const auto& probe : snapshot.probes) add_counts(page, probe);
}

void add_server_families(Page& page, const Snapshot& snapshot) {
  for (const auto& probe : snapshot.probes) add_cells(page, probe);
  for (const auto& probe : snapshot.probes) add_targets(page, probe);
}

}  // namespace tocsin::collector
