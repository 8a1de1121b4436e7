#include "daemon/live/live_state.h"

#include <algorithm>
#include <utility>

#include "core/record/measured_time.h"
#include "daemon/live/instance_lag.h"
#include "daemon/live/root_status.h"

namespace tocsin::collector {
namespace {

bool dated(record::Admission admission) {
  return admission != record::Admission::late && admission != record::Admission::time_not_trusted;
}

// When it was measured, if that was at most `age_max` before it arrived.
std::optional<WallTime> fresh_time(const AdmittedBatch& batch,
                                   WallTime measured,
                                   Duration ahead_max,
                                   Duration age_max) {
  const auto time = record::believed(measured, batch.arrival, ahead_max);
  return time && batch.arrival - *time <= age_max ? time : std::nullopt;
}

}  // namespace

LiveState::LiveState(Rules rules, assess::RootTargets targets)
    : rules_(std::move(rules)), targets_(std::move(targets)) {}

void LiveState::enrolled(const ProbeRegistration& registration) {
  probes_[registration.name].enrolled(registration);
}

void LiveState::observe(const AdmittedBatch& batch) {
  targets_.learn(batch.envelope, batch.payload);
  ProbeView& probe = probes_[batch.probe_name];
  if (!probe.reported(batch) || batch.envelope.plan != rules_.watch.name) return;
  observe_way(probe, batch);
  if (!dated(batch.admission)) {
    probe.counts().late += batch.payload.measurements.size();
    return;
  }
  const auto& closed_at = batch.envelope.closed_at;
  if (const auto closed = measured_at(closed_at, closed_at.monotonic)) {
    const auto time = fresh_time(batch, *closed, rules_.clock_ahead_max, rules_.freshness_floor);
    if (time) probe.stands(*time, batch);
  }
  for (const auto& each : batch.payload.measurements) observe_measurement(probe, batch, each);
}

void LiveState::observe_way(ProbeView& probe, const AdmittedBatch& batch) {
  if (batch.admission == record::Admission::time_not_trusted) return;
  const auto& closed_at = batch.envelope.closed_at;
  const auto measured = measured_at(closed_at, closed_at.monotonic);
  const auto closed =
      measured ? record::believed(*measured, batch.arrival, rules_.clock_ahead_max) : std::nullopt;
  if (!closed) return;
  for (const auto family : families) probe.doubts(*closed, batch, rules_, family);
}

void LiveState::observe_measurement(ProbeView& probe,
                                    const AdmittedBatch& batch,
                                    const record::Measurement& measurement) {
  const auto& envelope = batch.envelope;
  const auto place = targets_.find(envelope.target_set, measurement.endpoint);
  const auto measured = measured_at(envelope.closed_at, measurement.sent_at);
  if (!place.known || !measured || !plausible(measurement)) {
    ++probe.counts().unplaced;
    return;
  }
  if (!place.server) return;  // a TLD's name server: none of the root's business
  const Duration age_max = freshness(rules_, measurement.transport, probes_.size());
  const auto time = fresh_time(batch, *measured, rules_.clock_ahead_max, age_max);
  if (!time) {
    ++probe.counts().late;
    return;
  }
  const bool failed = measurement.outcome != record::Outcome::answered;
  const auto reach = probe.reach_during(batch, rules_, place.server->family);
  if (failed && reach == record::Reach::line_dead) {
    ++probe.counts().not_measured;
    return;
  }
  const RootCell cell{{place.server->letter, place.server->family}, measurement.transport};
  const auto* answer = batch.payload.answer_of(measurement);
  probe.measured(cell, *time, measurement, answer);
  const auto country = probe.country_at(*time);
  traffic_.count(country, cell, *time, measurement, answer);
  const bool has_voice = reach == record::Reach::connected && country != unattested_country;
  if (!has_voice || measurement.outcome == record::Outcome::intercepted) return;
  if (probe.may_be_cut(*time, place.server->family)) return;
  if (failed || answer == nullptr || !answer->serial) return;
  publications_.seen(*answer->serial, *time, batch.probe_name);
}

bool LiveState::plausible(const record::Measurement& measurement) const {
  if (!measurement.rtt) return true;
  return *measurement.rtt > Duration::zero() && *measurement.rtt <= rules_.rtt_max;
}

Snapshot LiveState::snapshot(WallTime now, const std::optional<VerifiedSerials>& verified) const {
  Snapshot snapshot{.at = now, .probes = {}, .traffic = {}, .root = {}};
  for (const auto& [name, probe] : probes_) {
    snapshot.probes.push_back(probe.status(now, rules_, probes_.size()));
    snapshot.probes.back().name = name;
  }
  const LagOf lag_of = [&](std::uint32_t serial) {
    return verified ? verified->lag(serial, now) : publications_.lag(serial, now);
  };
  snapshot.instances = instance_lags(snapshot.probes, lag_of);
  snapshot.traffic = traffic_.fresh(now, rules_, probes_.size());
  for (const auto family : families) {
    for (const auto transport : transports) {
      snapshot.root[2 * index_of(family) + index_of(transport)] =
          root_status(snapshot.probes, family, transport);
    }
  }
  return snapshot;
}

Result<LiveReach> LiveState::reach(WallTime now) const {
  const auto fleet = probes_.size();
  const auto window = std::max(freshness(rules_, record::Transport::udp, fleet),
                               freshness(rules_, record::Transport::tcp, fleet)) +
                      Duration(1);  // its beginning is not in it
  LiveReach reach{.reach{now, window}, .known = {}};
  for (const auto& [name, probe] : probes_) {
    const auto country = probe.country_at(now);
    if (country == unattested_country) continue;
    ++reach.known[country];
    if (auto added = probe.add_to(reach.reach, name, now, rules_, fleet); !added) {
      return tl::unexpected(std::move(added.error()));
    }
    if (reach.reach.sites().size() > sites_max) return fail("there are too many sites");
  }
  return reach;
}

}  // namespace tocsin::collector
