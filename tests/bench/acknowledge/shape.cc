#include "tests/bench/acknowledge/shape.h"

#include <algorithm>
#include <random>

#include "tests/bench/typical_batch.h"

namespace tocsin::bench {
namespace {

Duration drawn_below(Duration end, std::mt19937_64& random) {
  return end > Duration::zero() ? Duration(random() % static_cast<std::uint64_t>(end.count()))
                                : Duration::zero();
}

}  // namespace

std::vector<Closing> closings_of(const Shape& shape) {
  std::mt19937_64 random(579);
  std::vector<Closing> all;
  const auto add = [&](Closing first, Duration every) {
    for (; first.at < shape.lasts; first.at += every) all.push_back(first);
  };
  for (std::uint32_t probe = 0; probe < shape.probes; ++probe) {
    add({drawn_below(root_batch_lasts, random), probe, Kind::root}, root_batch_lasts);
    add({drawn_below(shape.tld_within, random), probe, Kind::tlds}, shape.tld_every);
  }
  std::ranges::sort(all, {}, &Closing::at);
  return all;
}

}  // namespace tocsin::bench
