#include "probes/plans/acceptance.h"

#include <algorithm>

#include "core/plan/budget.h"

namespace tocsin::probe {
namespace {

using namespace std::chrono_literals;
using plan::Measure;
using plan::Plan;

using Why = std::optional<std::string>;

// Of one measure. A plan that is to be rarer than this can be ended.
constexpr Duration most_seldom = 24h;

// The watch is what every verdict on the root rests on.
constexpr int watch_stretch_max = 6;

bool is_watch(const Plan& plan) {
  return plan.name == plan::watch().name;
}

const Measure* same_question(const std::vector<Measure>& measures, const Measure& asked) {
  const auto same = [&](const Measure& measure) {
    return measure.check == asked.check && measure.zones == asked.zones &&
           measure.each == asked.each;
  };
  const auto found = std::ranges::find_if(measures, same);
  return found == measures.end() ? nullptr : &*found;
}

bool is_more_often(Duration offered, Duration ours) {
  return offered != Duration::zero() && (ours == Duration::zero() || offered < ours);
}

bool is_too_rare(Duration offered, Duration ours) {
  return ours != Duration::zero() &&
         (offered == Duration::zero() || offered > ours * watch_stretch_max);
}

Why why_not(const Measure& offered, const Measure& ours) {
  const std::string asks = "asks for " + std::string(name_of(offered.check));
  if (is_more_often(offered.udp_every, ours.udp_every) ||
      is_more_often(offered.tcp_every, ours.tcp_every)) {
    return asks + " more often than compiled in";
  }
  if (std::max(offered.udp_every, offered.tcp_every) > most_seldom) {
    return asks + " more seldom than once a day";
  }
  const bool more_tcp =
      offered.tcp_one_in != 0 && (ours.tcp_one_in == 0 || offered.tcp_one_in < ours.tcp_one_in);
  if (more_tcp) return asks + " over TCP more often than compiled in";
  return std::nullopt;
}

Why why_not_its_measures(const Plan& offered, const Plan& ours) {
  for (auto measure = offered.measures.begin(); measure != offered.measures.end(); ++measure) {
    const auto* known = same_question(ours.measures, *measure);
    const std::string check(name_of(measure->check));
    if (known == nullptr) return "asks for " + check + ", which it has nothing to do with";
    const std::vector<Measure> before(offered.measures.begin(), measure);
    if (same_question(before, *measure) != nullptr) return "asks for " + check + " twice";
    if (auto why = why_not(*measure, *known)) return why;
  }
  return std::nullopt;
}

Why why_not_as_watch(const Plan& offered, const Plan& ours) {
  for (const auto& measure : ours.measures) {
    const auto* kept = same_question(offered.measures, measure);
    if (kept == nullptr || is_too_rare(kept->udp_every, measure.udp_every) ||
        is_too_rare(kept->tcp_every, measure.tcp_every)) {
      return "takes " + std::string(name_of(measure.check)) + " out of the watch";
    }
  }
  if (offered.batch_every > ours.batch_every) return "closes the watch's batches too rarely";
  if (offered.fleet > plan::fleet_said_max) return "counts so many probes that it ends the watch";
  return std::nullopt;
}

// What counts as an answer, and what as a sign, is what figures rest on.
Why why_not_its_manner(const Plan& offered, const Plan& ours) {
  const auto within = [](Duration value, Duration min, Duration max) {
    return value >= min && value <= max;
  };
  if (offered.timeout != ours.timeout) return "waits otherwise than compiled in";
  if (offered.listen_on != ours.listen_on) return "listens on otherwise than compiled in";
  if (!within(offered.jitter, 0s, 1s)) return "has a jitter of more than 1 s";
  if (offered.start_within > std::max<Duration>(ours.start_within, 0s)) return "starts too late";
  if (!within(offered.batch_every, 1s, 1h)) return "closes batches outside of 1 s to 1 h";
  if (offered.rtt_resolution != ours.rtt_resolution) return "rounds otherwise than compiled in";
  if (offered.panel > ours.panel || (offered.panel == 0 && ours.panel != 0)) {
    return "draws a larger panel than compiled in";
  }
  const auto& early = offered.early_close;
  const auto& our_early = ours.early_close;
  if (early.outcomes == 0 || !within(early.at_least_apart, our_early.at_least_apart, 1h) ||
      early.per_minute_max > our_early.per_minute_max) {
    return "closes batches early more often than compiled in";
  }
  return std::nullopt;
}

}  // namespace

std::optional<std::string> why_not(const Plan& offered) {
  const auto ours = plan::plan_named(offered.name);
  if (!ours) return "is unknown here";
  if (offered.measures.empty()) {
    return is_watch(offered) ? Why("switches the watch off") : std::nullopt;
  }
  if (auto why = why_not_its_measures(offered, *ours)) return why;
  if (!is_watch(offered) && offered.fleet != 0) return "counts probes, which is the watch's to do";
  if (is_watch(offered)) {
    if (auto why = why_not_as_watch(offered, *ours)) return why;
  }
  return why_not_its_manner(offered, *ours);
}

}  // namespace tocsin::probe
