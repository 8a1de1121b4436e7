#include "core/assess/root_day.h"

#include <algorithm>

#include "core/assess/month.h"
#include "core/assess/month_columns.h"
#include "core/plan/plan.h"
#include "core/record/cut_times.h"
#include "core/record/measured_time.h"

namespace tocsin::assess {
namespace {

constexpr Duration ahead_max = std::chrono::seconds(60);  // of the collector's own clock
constexpr Duration rtt_max = std::chrono::seconds(60);    // longer ones are no measurement of ours

std::optional<WallTime> time_of(const LoggedBatch& batch, MonotonicTime moment) {
  const auto measured = record::measured_at(batch.envelope.closed_at, moment);
  return measured ? record::believed(*measured, batch.arrival, ahead_max) : std::nullopt;
}

// Which of its queries count.
std::optional<MeasurementKind> counted_in(const record::Envelope& envelope) {
  static const auto watch = plan::watch().name;
  static const auto rssac047 = plan::rssac047().name;
  if (envelope.plan == watch) return MeasurementKind::soa;
  if (envelope.plan == rssac047) return MeasurementKind::correctness;
  return std::nullopt;
}

bool is_plausible(const record::Measurement& row) {
  return !row.rtt || (*row.rtt > Duration::zero() && *row.rtt <= rtt_max);
}

// Whatever its verdict, no figure from then on has it.
bool is_past(WallTime sent, WallTime arrival) {
  return sent < std::max(arrival, WallTime()) - RootWindows::kept_for - interval_length;
}

}  // namespace

bool RootDay::reads(const record::Envelope& envelope) {
  return counted_in(envelope).has_value();
}

void RootDay::take(const LoggedBatch& batch, const Attested& attested, const ToJudge& to_judge) {
  targets_.learn(batch.envelope, batch.payload);
  if (batch.admission == record::Admission::time_not_trusted) return;
  take_cuts(batch);
  if (!reads(batch.envelope)) return;
  for (const auto& row : batch.payload.measurements) take_row(batch, row, attested, to_judge);
}

void RootDay::take_cuts(const LoggedBatch& batch) {
  const auto closed = time_of(batch, batch.envelope.closed_at.monotonic);
  if (!closed) return;
  for (const auto family : {plan::Family::v4, plan::Family::v6}) {
    const auto reach = record::reach_of(batch.envelope, family);
    if (reach != record::Reach::isolated && reach != record::Reach::line_dead) continue;
    const auto from = *closed - record::CutTimes::before;
    windows_.cut(batch.probe, family, from, *closed + record::CutTimes::after);
  }
}

void RootDay::take_row(const LoggedBatch& batch,
                       const record::Measurement& row,
                       const Attested& attested,
                       const ToJudge& to_judge) {
  const auto sent = time_of(batch, row.sent_at);
  if (!sent || !is_plausible(row)) return;
  auto measurement =
      root_measurement(batch.envelope.target_set, batch.payload, row, *sent, targets_);
  if (!measurement || measurement->kind != counted_in(batch.envelope)) return;
  const auto reach = record::reach_of(batch.envelope, measurement->family);
  if (reach != record::Reach::connected || !attested(*sent)) return;
  measurement->vp = batch.probe;
  const auto* answer = batch.payload.answer_of(row);
  const bool is_response = measurement->kind == MeasurementKind::correctness && answer != nullptr &&
                           correctness_state(*measurement) == CorrectnessState::not_judged;
  if (!is_response) return windows_.add(*measurement);
  if (is_past(*sent, batch.arrival)) return;
  to_judge(*measurement, batch.payload.replies[answer->reply]);
}

}  // namespace tocsin::assess
