#include "core/assess/thresholds.h"

namespace tocsin::assess {
namespace {

constexpr Ratio system_availability{99'999, 100'000};

// The chance that at least `needed` of `count` are up, each with the chance `up`.
double system_up(std::uint32_t needed, std::uint32_t count, double up) {
  double sum = 0;
  double ways = 1;  // to choose `i` of `count`
  for (std::uint32_t i = 0; i <= count; ++i) {
    double chance = ways;
    for (std::uint32_t j = 0; j < count; ++j) chance *= j < i ? up : 1 - up;
    if (i >= needed) sum += chance;
    ways = ways * (count - i) / (i + 1);
  }
  return sum;
}

Threshold at_most(std::uint64_t limit) {
  return {.limit = {limit, 1}, .sense = Sense::at_most};
}

}  // namespace

std::uint32_t needed_of(std::uint32_t rsi_count) {
  return rsi_count < 2 ? rsi_count : ((rsi_count - 1) * 2 + 2) / 3;
}

Threshold rsi_availability_threshold(std::uint32_t rsi_count) {
  constexpr std::uint64_t whole = 100;
  const auto needed = needed_of(rsi_count);
  std::uint64_t percent = whole;
  while (percent > 1 && system_up(needed, rsi_count, static_cast<double>(percent - 1) / whole) >=
                            system_availability.value()) {
    --percent;
  }
  return {.limit = {percent, whole}, .sense = Sense::at_least};
}

Threshold rss_availability_threshold() {
  return {.limit = system_availability, .sense = Sense::at_least};
}

Threshold rsi_latency_threshold(record::Transport transport) {
  return at_most(transport == record::Transport::udp ? 250 : 500);
}

Threshold rss_latency_threshold(record::Transport transport) {
  return at_most(transport == record::Transport::udp ? 150 : 300);
}

Threshold correctness_threshold() {
  return {.limit = {1, 1}, .sense = Sense::at_least};
}

Threshold rsi_publication_threshold() {
  return at_most(65);
}

Threshold rss_publication_threshold() {
  return at_most(35);
}

}  // namespace tocsin::assess
