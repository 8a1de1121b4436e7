#include "config/plan_file.h"

#include "config/load.h"
#include "config/reader.h"
#include "core/plan/budget.h"

namespace tocsin::config {
namespace {

using namespace std::chrono_literals;

// What the format of a plan has room for (docs/formats/plan.md).
constexpr std::size_t plan_measures_max = 16;
constexpr std::size_t plan_name_bytes_max = 32;

// One of those whose names count up from the first enumerator.
template <class E>
Value<E> one_of(E last, std::string what) {
  return [last, what = std::move(what)](std::string_view text) -> Result<E> {
    for (int i = 0; i <= static_cast<int>(last); ++i) {
      if (name_of(static_cast<E>(i)) == text) return static_cast<E>(i);
    }
    return fail(what);
  };
}

void read_measure(Mapping& mapping, plan::Measure& measure) {
  mapping.need("check", measure.check, one_of(plan::Check::resolver, "the name of a check"));
  mapping.need("of", measure.zones, one_of(plan::Zones::tlds, "root or tlds"));
  mapping.need("each", measure.each, one_of(plan::Each::zone, "address, server or zone"));
  mapping.read("udp_every", measure.udp_every, duration(0s, 24h));
  mapping.read("tcp_every", measure.tcp_every, duration(0s, 24h));
  mapping.read("tcp_one_in", measure.tcp_one_in, number(0, 1'000'000));
}

void read_early_close(Mapping& root, plan::EarlyClose& early) {
  root.within("early_close", [&](Mapping& mapping) {
    mapping.read("outcomes", early.outcomes, number(1, 1000));
    mapping.read("at_least_apart", early.at_least_apart, duration(1s, 1h));
    mapping.read("per_minute_max", early.per_minute_max, number(0, 60));
  });
}

}  // namespace

Result<plan::Plan> plan_from(std::string_view yaml, std::string_view file) {
  const auto node = node_from(yaml);
  if (!node) return fail(to_text(Problems{node.error()}, file));
  Problems problems;
  plan::Plan plan;
  Mapping root(*node, "the plan", problems);
  root.need("name", plan.name, name());
  if (plan.name.size() > plan_name_bytes_max) {
    root.complain("name", "A plan's name has at most 32 characters.");
  }
  root.each("measures", "a measure", [&](Mapping& mapping) {
    read_measure(mapping, plan.measures.emplace_back());
  });
  if (plan.measures.empty() || plan.measures.size() > plan_measures_max) {
    root.complain("measures", "A plan has one to sixteen measures.");
  }
  root.read("start_within", plan.start_within, duration(0s, 24h));
  root.read("panel", plan.panel, number(0, 1'000'000));
  root.read("timeout", plan.timeout, duration(1ms, 1h));
  root.read("listen_on", plan.listen_on, duration(0s, 1h));
  root.read("jitter", plan.jitter, duration(0s, 1h));
  root.read("batch_every", plan.batch_every, duration(1s, 24h));
  root.read("rtt_resolution", plan.rtt_resolution, duration(1ns, 1s));
  read_early_close(root, plan.early_close);
  root.read("fleet", plan.fleet, number(0, plan::fleet_said_max));
  root.finish();
  if (!problems.empty()) return fail(to_text(std::move(problems), file));
  return plan;
}

Result<plan::Plan> load_plan(const std::filesystem::path& file) {
  return text_of(file).and_then(
      [&](const std::string& text) { return plan_from(text, file.string()); });
}

}  // namespace tocsin::config
