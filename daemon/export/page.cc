#include "daemon/export/page.h"

#include <algorithm>
#include <utility>

#include "core/base/check.h"

namespace tocsin::collector {
namespace {

// Each bound, the one above all, the sum and the count.
constexpr std::size_t histogram_series = Histogram::bounds.size() + 3;

}  // namespace

void Page::add(const Metric& metric, std::vector<std::string> labels, double value) {
  check(metric.kind != MetricKind::histogram, "a number is no histogram");
  add_row(metric, 1, {.labels = std::move(labels), .value = value});
}

void Page::add(const Metric& metric, std::vector<std::string> labels, const Histogram& value) {
  check(metric.kind == MetricKind::histogram, "a histogram is no number");
  add_row(metric, histogram_series, {.labels = std::move(labels), .value = value});
}

void Page::add_row(const Metric& metric, std::size_t series, Row row) {
  check(row.labels.size() == metric.label_count(), "a row has one value for each label");
  if (series_ + series > limit_) {
    dropped_ += series;
    return;
  }
  series_ += series;
  family_of(metric).rows.push_back(std::move(row));
}

MetricFamily& Page::family_of(const Metric& metric) {
  if (!families_.empty() && families_.back().metric == &metric) return families_.back();
  const auto found = std::ranges::find(families_, &metric, &MetricFamily::metric);
  if (found != families_.end()) return *found;
  return families_.emplace_back(MetricFamily{&metric, {}});
}

}  // namespace tocsin::collector
