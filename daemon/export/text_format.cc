// The one file that sees prometheus-cpp.
#include "daemon/export/text_format.h"

#include <prometheus/text_serializer.h>

#include <sstream>

namespace tocsin::collector {
namespace {

prometheus::MetricType type_of(MetricKind kind) {
  switch (kind) {
    case MetricKind::counter:
      return prometheus::MetricType::Counter;
    case MetricKind::gauge:
      return prometheus::MetricType::Gauge;
    case MetricKind::histogram:
      break;
  }
  return prometheus::MetricType::Histogram;
}

prometheus::ClientMetric::Histogram buckets_of(const Histogram& histogram) {
  prometheus::ClientMetric::Histogram out;
  for (std::size_t i = 0; i < histogram.counts.size(); ++i) {
    out.sample_count += histogram.counts[i];
    if (i < Histogram::bounds.size()) {
      out.bucket.push_back(
          {.cumulative_count = out.sample_count, .upper_bound = Histogram::bounds[i]});
    }
  }
  out.sample_sum = histogram.sum;
  return out;
}

prometheus::ClientMetric metric_of(const Metric& metric, const Row& row) {
  prometheus::ClientMetric out;
  for (std::size_t i = 0; i < row.labels.size(); ++i) {
    out.label.push_back({std::string(metric.labels[i]), row.labels[i]});
  }
  if (const auto* histogram = std::get_if<Histogram>(&row.value)) {
    out.histogram = buckets_of(*histogram);
    return out;
  }
  out.counter.value = out.gauge.value = std::get<double>(row.value);
  return out;
}

prometheus::MetricFamily family_of(const MetricFamily& family) {
  const Metric& metric = *family.metric;
  prometheus::MetricFamily out{
      std::string(metric.name), std::string(metric.help), type_of(metric.kind), {}};
  out.metric.reserve(family.rows.size());
  for (const auto& row : family.rows) out.metric.push_back(metric_of(metric, row));
  return out;
}

}  // namespace

// MetricFamily by family, because prometheus-cpp holds a page several times its size in memory.
std::string to_text(const Page& page) {
  std::ostringstream out;
  for (const auto& family : page.families()) {
    prometheus::TextSerializer().Serialize(out, {family_of(family)});
  }
  return std::move(out).str();
}

}  // namespace tocsin::collector
