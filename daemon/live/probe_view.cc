#include "daemon/live/probe_view.h"

#include <algorithm>

#include "core/record/instance.h"
#include "daemon/live/traffic.h"

namespace tocsin::collector {
namespace {

constexpr std::size_t instance_bytes_max = 64;
constexpr std::size_t software_bytes_max = 64;

std::uint64_t size_of(const record::Gap& gap) {
  return gap.last < gap.first ? 0 : gap.last - gap.first + 1;
}

Bytes front(const Bytes& bytes, std::size_t count_max) {
  return {bytes.begin(),
          bytes.begin() + static_cast<std::ptrdiff_t>(std::min(bytes.size(), count_max))};
}

const std::array<record::RingCount, 3>& of_family(const record::RingCounts& counts,
                                                  plan::Family family) {
  return family == plan::Family::v4 ? counts.v4 : counts.v6;
}

ProbeState state_of(record::Reach reach) {
  switch (reach) {
    case record::Reach::connected:
      return ProbeState::voice;
    case record::Reach::isolated:
      return ProbeState::isolated;
    case record::Reach::line_dead:
      return ProbeState::line_dead;
    case record::Reach::unknown:
      break;
  }
  return ProbeState::unknown;
}

}  // namespace

bool ProbeView::reported(const AdmittedBatch& batch) {
  const auto& envelope = batch.envelope;
  last_report_ = last_report_ ? std::max(*last_report_, batch.arrival) : batch.arrival;
  if (!sequences_.first_sight(envelope.incarnation, envelope.sequence)) {
    ++counts_.duplicates;
    return false;
  }
  software_ = envelope.software.substr(0, software_bytes_max);
  counts_.not_measured += envelope.not_measured;
  if (batch.admission == record::Admission::after_gap) ++counts_.sequence_gaps;
  for (const auto& gap : envelope.gaps) {
    counts_.lost[static_cast<std::size_t>(gap.reason)] += size_of(gap);
  }
  return true;
}

void ProbeView::stands(WallTime closed, const AdmittedBatch& batch) {
  clock_bound_.offer(closed, {batch.arrival, batch.envelope.closed_at.bound});
  for (const auto family : families) {
    const auto reach = record::reach_of(of_family(batch.envelope.references, family));
    if (reach == record::Reach::unknown) continue;
    reach_[index_of(family)].offer(closed, {batch.arrival, reach});
  }
}

void ProbeView::doubts(WallTime closed,
                       const AdmittedBatch& batch,
                       const Rules& rules,
                       plan::Family family) {
  const auto reach = record::reach_of(of_family(batch.envelope.references, family));
  const bool no_way = reach == record::Reach::isolated || reach == record::Reach::line_dead;
  if (no_way) cuts_[index_of(family)].closed_without_way(closed, rules);
}

bool ProbeView::may_be_cut(WallTime time, plan::Family family) const {
  return cuts_[index_of(family)].covers(time);
}

void ProbeView::measured(const RootCell& cell,
                         WallTime measured,
                         const record::Measurement& measurement,
                         const record::Answer* answer) {
  Cell& of_cell = cells_[index_of(cell)];
  of_cell.newest.offer(measured,
                       {.outcome = measurement.outcome,
                        .rcode = answer ? std::optional(answer->rcode) : std::nullopt,
                        .rtt = measurement.rtt});
  if (measurement.outcome != record::Outcome::answered || answer == nullptr) return;
  if (answer->nsid) of_cell.instance.offer(measured, front(*answer->nsid, instance_bytes_max));
  if (answer->serial) of_cell.serial.offer(measured, *answer->serial);
}

ProbeView::Standing ProbeView::Exchange::standing() const {
  if (outcome == record::Outcome::intercepted) return Standing::intercepted;
  return QueryResult(outcome, rcode) == ok_result ? Standing::up : Standing::down;
}

std::string ProbeView::country_at(WallTime time) const {
  const bool vouched_for = attestation_ && attestation_->covers(time);
  return vouched_for ? attestation_->country : std::string(unattested_country);
}

bool ProbeView::silent(WallTime now, const Rules& rules) const {
  return !last_report_ || now - *last_report_ > rules.silence;
}

record::Reach ProbeView::reach(WallTime now, const Rules& rules, plan::Family family) const {
  const auto* said = reach_[index_of(family)].since(WallTime{});
  const bool stands = said && now - said->arrival <= rules.silence;
  return stands ? said->value : record::Reach::unknown;
}

record::Reach ProbeView::reach_during(const AdmittedBatch& batch,
                                      const Rules& rules,
                                      plan::Family family) const {
  const auto own = record::reach_of(of_family(batch.envelope.references, family));
  return own == record::Reach::unknown ? reach(batch.arrival, rules, family) : own;
}

ProbeState ProbeView::state(WallTime now, const Rules& rules, plan::Family family) const {
  if (!attestation_ || !attestation_->covers(now)) return ProbeState::unattested;
  if (silent(now, rules)) return ProbeState::silent;
  return state_of(reach(now, rules, family));
}

ProbeStatus ProbeView::status(WallTime now, const Rules& rules, std::size_t fleet) const {
  ProbeStatus status;
  status.attestation = attestation_;
  status.attested = attestation_ && attestation_->covers(now);
  status.up = !silent(now, rules);
  status.last_report = last_report_;
  status.software = software_;
  status.counts = counts_;
  for (const auto family : families) {
    status.reach[index_of(family)] = reach(now, rules, family);
    status.state[index_of(family)] = state(now, rules, family);
  }
  if (status.up) add_fresh(status, now, rules, fleet);
  return status;
}

// An anycast route may lead UDP and TCP to different instances, and a secondary may serve them from
// different copies: what UDP, the more frequent one, last saw stands for the letter.
void ProbeView::add_fresh(ProbeStatus& status,
                          WallTime now,
                          const Rules& rules,
                          std::size_t fleet) const {
  const auto* bound = clock_bound_.since(WallTime{});
  if (bound && now - bound->arrival <= rules.silence) status.clock_bound = bound->value;
  for (std::size_t i = 0; i < root_cell_count; ++i) {
    const RootCell cell = root_cell(i);
    const WallTime oldest = now - freshness(rules, cell.transport, fleet);
    auto& instance = status.instance[index_of(cell.target)];
    auto& serial = status.serial[index_of(cell.target)];
    const auto& of_cell = cells_[i];
    const auto* newest = of_cell.newest.since(oldest);
    const auto* lately = of_cell.newest.since(now - rules.recent);
    status.intercepted[i] = newest && newest->standing() == Standing::intercepted;
    const auto family = cell.target.family;
    const bool in_doubt =
        newest && status.has_voice(family) && may_be_cut(*of_cell.newest.measured(), family);
    const bool known = !status.intercepted[i] && !in_doubt;
    if (newest && known) status.server_up[i] = newest->standing() == Standing::up;
    if (lately && known) status.server_up_recent[i] = lately->standing() == Standing::up;
    if (const auto* seen = of_cell.instance.since(oldest); seen && !instance) instance = *seen;
    if (const auto* seen = of_cell.serial.since(oldest); seen && !serial) serial = *seen;
  }
}

// An older answer's instance does not say where the newest came from.
Status<> ProbeView::add_to(assess::Reach& reach,
                           const std::string& name,
                           WallTime now,
                           const Rules& rules,
                           std::size_t fleet) const {
  for (std::size_t i = 0; i < root_cell_count; ++i) {
    const RootCell cell = root_cell(i);
    const auto family = cell.target.family;
    const auto counts_as = state(now, rules, family);
    const bool has_voice = counts_as == ProbeState::voice;
    const auto* newest = cells_[i].newest.since(now - freshness(rules, cell.transport, fleet));
    if (!newest || (!has_voice && counts_as != ProbeState::isolated)) continue;
    const auto measured = *cells_[i].newest.measured();
    if (has_voice && may_be_cut(measured, family)) continue;
    const auto* instance = cells_[i].instance.since(measured);
    const auto named = instance ? record::instance_text(*instance) : std::string();
    const assess::Measurement measurement{
        .t = measured,
        .vp = name,
        .rsi = cell.target.letter,
        .family = family,
        .transport = cell.transport,
        .kind = assess::MeasurementKind::soa,
        .outcome = newest->outcome,
        .rcode = newest->rcode,
        .rtt = newest->rtt,
        .country = attestation_->country,
        .instance = named,
        .scope = has_voice ? assess::Scope::world : assess::Scope::country};
    if (auto added = reach.add(measurement); !added) return added;
  }
  return {};
}

}  // namespace tocsin::collector
