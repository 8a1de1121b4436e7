#include "audit/log_measurements.h"

#include "core/crypto/sha256.h"
#include "core/entry/object.h"
#include "core/record/instance.h"
#include "core/record/measured_time.h"
#include "core/record/reach.h"
#include "core/record/sealed_payload.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/target_set.h"

namespace tocsin::audit {
namespace {

using assess::MeasurementKind;
using record::Outcome;

bool has_reply(Outcome outcome) {
  return outcome == Outcome::answered || outcome == Outcome::truncated;
}

}  // namespace

LogMeasurements::LogMeasurements(LogQuestion question, ReplyJudge* judge)
    : question_(std::move(question)), judge_(judge), roster_(question_.countries) {}

Status<> LogMeasurements::learn(const entry::JournalRecord& record) {
  if (record.entry.kind == entry::Kind::batch) return learn_batch(record);
  if (record.entry.kind == entry::Kind::annotation) return learn_annotation(record.entry.body);
  if (record.entry.kind == entry::Kind::target_set) return learn_targets(record);
  return roster_.learn(record.entry);
}

// With which a log begins that follows on another.
Status<> LogMeasurements::learn_targets(const entry::JournalRecord& record) {
  const auto reference = entry::decode_object_reference(record.entry.body);
  const auto set = record::decode_target_set(record.payload);
  if (!set || reference != entry::refer_to(record.payload)) return {};
  targets_.learn(reference->digest, *set);
  return {};
}

// What nobody signed is in the log, and says nothing.
Status<> LogMeasurements::learn_annotation(ByteView body) {
  auto said = record::open_annotation(body);
  if (!said || !annotations_seen_.insert(crypto::sha256(body)).second) return {};
  if (annotations_.size() == annotations_max) return fail("there are too many annotations");
  annotations_.push_back(*std::move(said));
  return {};
}

// Objects and replies are named by their digests: whoever brought them, they are what they are.
Status<> LogMeasurements::learn_batch(const entry::JournalRecord& record) {
  const auto body = record.entry.body;
  const auto envelope = record::SignedEnvelope::decode({body.begin(), body.end()});
  if (!envelope) return {};
  const auto& claim = envelope->claim();
  learn_cuts(*envelope);
  const bool of_plan = claim.plan == question_.plan;
  if (targets_.knows(claim.target_set) && !(of_plan && judge_ != nullptr)) return {};
  const auto payload = record::open(claim, record.payload);
  if (!payload) return {};
  targets_.learn(claim, *payload);
  return of_plan && judge_ != nullptr ? learn_replies(*payload) : Status<>();
}

// Of whatever plan. Few batches say such a thing, so that few signatures are looked at for it.
void LogMeasurements::learn_cuts(const record::SignedEnvelope& envelope) {
  const auto has_way = [&](plan::Family family) {
    const auto reach = record::reach_of(envelope.claim(), family);
    return reach == record::Reach::connected || reach == record::Reach::unknown;
  };
  if (has_way(plan::Family::v4) && has_way(plan::Family::v6)) return;
  if (const auto verified = roster_.verify(envelope)) cuts_.learn(verified->envelope());
}

Status<> LogMeasurements::learn_replies(const record::Payload& payload) {
  for (const auto& reply : payload.replies) {
    const bool whole = !reply.kept.empty() && reply.bytes == reply.kept.size();
    if (!whole || crypto::sha256(reply.kept) != reply.digest) continue;
    if (!replies_.emplace(reply.digest, reply.kept).second) continue;
    reply_octets_ += reply.kept.size();
    if (reply_octets_ > reply_octets_max) return fail("there are too many replies to judge");
  }
  return {};
}

Status<> LogMeasurements::hand_over(const entry::JournalRecord& record,
                                    const MeasurementSink& sink) {
  if (record.entry.kind != entry::Kind::batch) return {};
  const auto envelope = counted(record);
  if (!envelope) return {};
  const auto payload = record::open(envelope->envelope(), record.payload);
  if (!payload) return ++counts_.unreadable, Status<>();
  if (!targets_.knows(envelope->envelope().target_set)) {
    return ++counts_.unknown_targets, Status<>();
  }
  for (const auto& row : payload->measurements) {
    if (auto done = hand_over(envelope->envelope(), *payload, row, sink); !done) return done;
  }
  return {};
}

// Nothing for a batch that is left out.
std::optional<record::VerifiedEnvelope> LogMeasurements::counted(
    const entry::JournalRecord& record) {
  const auto body = record.entry.body;
  auto envelope = record::SignedEnvelope::decode({body.begin(), body.end()});
  const bool of_plan = envelope && envelope->claim().plan == question_.plan;
  if (!of_plan && question_.envelopes == Envelopes::of_plan) return std::nullopt;
  auto& counts = of_plan ? counts_ : others_;
  ++counts.batches;
  const auto word = record::open_acknowledgement(record.acknowledgement, question_.log_key);
  const bool admitted = word && word->envelope == record::envelope_digest(body) &&
                        word->admission != record::Admission::time_not_trusted;
  if (!admitted) return ++counts.not_acknowledged, std::nullopt;
  auto verified = envelope ? roster_.verify(*std::move(envelope)) : std::nullopt;
  if (!verified) ++counts.not_signed;
  return of_plan ? std::move(verified) : std::nullopt;
}

Status<> LogMeasurements::hand_over(const record::Envelope& envelope,
                                    const record::Payload& payload,
                                    const record::Measurement& row,
                                    const MeasurementSink& sink) {
  const auto sent = record::measured_at(envelope.closed_at, row.sent_at);
  auto measurement = assess::root_measurement(
      envelope.target_set, payload, row, sent.value_or(WallTime()), targets_);
  if (!measurement) return {};
  const auto& probe = *roster_.find(envelope.probe);
  const auto* attestation = sent ? probe.attested_at(*sent) : nullptr;
  if (attestation == nullptr) return ++counts_.not_attested, Status<>();
  if (cut_off(envelope, measurement->family, *sent)) return ++counts_.cut_off, Status<>();
  measurement->vp = probe.name;
  measurement->country = attestation->country;
  std::string instance;
  if (const auto* answer = payload.answer_of(row)) {
    if (answer->nsid) instance = record::instance_text(*answer->nsid);
    measurement->instance = instance;
    const bool to_judge =
        measurement->kind == MeasurementKind::correctness && has_reply(row.outcome);
    if (to_judge) measurement->correct = judged(payload, *answer, measurement->t);
  }
  ++counts_.measurements;
  return sink(*measurement);
}

bool LogMeasurements::cut_off(const record::Envelope& envelope,
                              plan::Family family,
                              WallTime time) const {
  const auto reach = cuts_.reach_at(envelope, family, time);
  return reach == record::Reach::line_dead ||
         (reach == record::Reach::isolated && question_.isolated == Isolated::left_out);
}

std::optional<bool> LogMeasurements::judged(const record::Payload& payload,
                                            const record::Answer& answer,
                                            WallTime at) {
  if (judge_ == nullptr) return std::nullopt;
  const auto reply = replies_.find(payload.replies[answer.reply].digest);
  if (reply == replies_.end()) return std::nullopt;
  return for_figures(judge_->judge(reply->second, at));
}

}  // namespace tocsin::audit
