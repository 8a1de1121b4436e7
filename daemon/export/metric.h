// What a metric is: its name, its meaning and its labels, in Prometheus' words. All of ours are
// listed in metrics.h, and nothing else is ever exported.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace tocsin::collector {

enum class MetricKind : std::uint8_t { counter, gauge, histogram };

struct Metric {
  std::string_view name;
  std::string_view help;  // one sentence
  MetricKind kind = MetricKind::gauge;
  std::array<std::string_view, 8> labels{};  // the first empty one ends the list

  constexpr std::size_t label_count() const {
    std::size_t count = 0;
    while (count < labels.size() && !labels[count].empty()) ++count;
    return count;
  }
};

}  // namespace tocsin::collector
