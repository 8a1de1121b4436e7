#include "daemon/export/dependence_families.h"

#include <algorithm>

#include "daemon/export/label_text.h"
#include "daemon/export/root_metrics.h"

namespace tocsin::collector {
namespace {

using assess::Dependence;
using assess::Withdrawn;

// Two parties whose names differ are never one series.
constexpr std::size_t party_bytes_max = 1024;

std::string country_label(const Dependence& dependence) {
  return dependence.country.empty() ? "world" : name_label(dependence.country);
}

std::string voice_label(const Dependence& dependence) {
  return dependence.voice == assess::Voice::country ? "country" : "probe";
}

// The least that is left without one site; nothing where no answer says where it comes from.
std::optional<assess::Span> without_any_site(const Dependence& dependence) {
  std::optional<assess::Span> least;
  for (const auto& each : dependence.withdrawals) {
    if (each.kind != Withdrawn::site) continue;
    const auto& left = each.left.letters;
    if (!least) least = left;
    least = {std::min(least->low, left.low), std::min(least->high, left.high)};
  }
  return least;
}

struct MarginRow {
  std::string without;
  std::string name;
  assess::Span letters;
};

std::vector<MarginRow> rows_of(const Dependence& dependence) {
  std::vector<MarginRow> rows;
  for (const auto& each : dependence.withdrawals) {
    if (each.kind == Withdrawn::site) continue;
    rows.push_back({std::string(name_of(each.kind)),
                    name_label(each.name, party_bytes_max),
                    each.left.letters});
  }
  if (const auto least = without_any_site(dependence)) rows.push_back({"any_site", "", *least});
  return rows;
}

void add_margins(Page& page, const Dependence& dependence, double needed) {
  for (auto& [without, name, letters] : rows_of(dependence)) {
    const std::vector<std::string> labels{
        country_label(dependence), voice_label(dependence), without, name};
    page.add(metrics::root_margin_low, labels, letters.low - needed);
    page.add(metrics::root_margin_high, labels, letters.high - needed);
  }
}

void add_probes(Page& page, const Dependence& dependence) {
  const auto known = std::max(dependence.known.value_or(0), dependence.probes);
  const std::pair<const char*, std::size_t> states[] = {
      {"measured", dependence.probes}, {"not_measured", known - dependence.probes}};
  for (const auto& [state, count] : states) {
    page.add(metrics::root_margin_probes,
             {country_label(dependence), voice_label(dependence), state},
             static_cast<double>(count));
  }
}

}  // namespace

void add_dependence_families(Page& page, const assess::DependenceReport& report) {
  if (const auto as_of = from_rfc3339(report.parties.as_of + "T00:00:00Z")) {
    const std::chrono::duration<double> seconds = as_of->since_epoch;
    page.add(metrics::root_parties_as_of, {}, seconds.count());
  }
  for (const auto& each : report.of) add_margins(page, each, report.needed);
  for (const auto& each : report.of) add_probes(page, each);
}

}  // namespace tocsin::collector
