// A page of metrics before it is text: families in the order in which they were begun, at most so
// many series. What does not fit is counted and left out, whole rows of it.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <string>
#include <variant>
#include <vector>

#include "daemon/export/metric.h"
#include "daemon/live/histogram.h"

namespace tocsin::collector {

inline constexpr std::size_t series_max = 200'000;

struct Row {
  std::vector<std::string> labels;  // values, in the metric's order
  std::variant<double, Histogram> value;
};

struct MetricFamily {
  const Metric* metric;  // of metrics.h
  std::vector<Row> rows;
};

class Page {
 public:
  explicit Page(std::size_t limit = series_max) : limit_(limit) {}

  void add(const Metric& metric, std::vector<std::string> labels, double value);
  void add(const Metric& metric, std::vector<std::string> labels, const Histogram& value);

  const std::vector<MetricFamily>& families() const { return families_; }
  std::size_t series_dropped() const { return dropped_; }

 private:
  void add_row(const Metric& metric, std::size_t series, Row row);
  MetricFamily& family_of(const Metric& metric);

  std::size_t limit_;
  std::size_t series_ = 0;
  std::size_t dropped_ = 0;
  std::vector<MetricFamily> families_;
};

}  // namespace tocsin::collector
