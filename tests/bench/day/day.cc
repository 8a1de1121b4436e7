// How many bytes a day 579 probes send, and their collector keeps, by plan: one probe's day, told
// by its own schedules and closed by its own code (typical_day.h), times as many probes as run the
// plan. Minute results of the whole day are one object: those of a segment of the journal, which
// has minutes of many probes, are alike. The plan spec10 twice: whether a TLD's proof that a name
// is not there stays the same for a day, or is another one each minute, is the TLD's.
#include <benchmark/benchmark.h>

#include "tests/bench/day/typical_day.h"

namespace tocsin::bench {
namespace {

// Vantage points of RSSAC047, as many as the plan's share of a letter's budget allows.
constexpr std::uint32_t vantage_points = 60;

void day(benchmark::State& state, const plan::Plan& plan, TldZones zones) {
  const auto targets = targets_of_the_day();
  if (targets.tlds.endpoints.empty()) {
    state.SkipWithError("../shared/data has no root zone");
    return;
  }
  DaysBytes of_one;
  for (auto _ : state) of_one = day_of(plan, targets, zones);
  const double probes = plan.name == plan::rssac047().name ? vantage_points : fleet_size;
  state.counters["batches"] = static_cast<double>(of_one.batches);
  state.counters["measurements"] = static_cast<double>(of_one.measurements);
  state.counters["sent_bytes"] = static_cast<double>(of_one.sent);
  state.counters["journaled_bytes"] = static_cast<double>(of_one.journaled);
  state.counters["logged_bytes"] = static_cast<double>(of_one.logged);
  state.counters["minutes_bytes"] = static_cast<double>(of_one.minutes);
  state.counters["fleet_sent_bytes"] = static_cast<double>(of_one.sent) * probes;
  state.counters["fleet_journaled_bytes"] = static_cast<double>(of_one.journaled) * probes;
  state.counters["fleet_logged_bytes"] = static_cast<double>(of_one.logged) * probes;
  state.counters["fleet_minutes_bytes"] = static_cast<double>(of_one.minutes) * probes;
}

void each_plan(benchmark::internal::Benchmark* one) {
  one->Iterations(1)->Unit(benchmark::kMillisecond);
}

BENCHMARK_CAPTURE(day, watch, plan::watch(), TldZones::still)->Apply(each_plan);
BENCHMARK_CAPTURE(day, identity, plan::identity(), TldZones::still)->Apply(each_plan);
BENCHMARK_CAPTURE(day, rssac047, plan::rssac047(), TldZones::still)->Apply(each_plan);
BENCHMARK_CAPTURE(day, spec10_still, plan::spec10(), TldZones::still)->Apply(each_plan);
BENCHMARK_CAPTURE(day, spec10_new, plan::spec10(), TldZones::new_each_minute)->Apply(each_plan);
BENCHMARK_CAPTURE(day, route, plan::route(), TldZones::still)->Apply(each_plan);
BENCHMARK_CAPTURE(day, resolver, plan::resolver(), TldZones::still)->Apply(each_plan);
BENCHMARK_CAPTURE(day, zone, plan::zone(), TldZones::still)->Apply(each_plan);

}  // namespace
}  // namespace tocsin::bench
