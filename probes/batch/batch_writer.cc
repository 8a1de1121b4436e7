#include "probes/batch/batch_writer.h"

#include <algorithm>
#include <limits>

#include "core/base/check.h"
#include "core/crypto/sha256.h"
#include "core/record/limits.h"
#include "core/record/plan_codec.h"
#include "core/record/sealed_payload.h"
#include "core/record/target_set.h"

namespace tocsin::probe {
namespace {

std::uint32_t saturated(std::uint64_t count) {
  constexpr std::uint64_t max = std::numeric_limits<std::uint32_t>::max();
  return static_cast<std::uint32_t>(std::min(count, max));
}

// Where the payload already has its mark, the secret joins it.
void tell_secrets(record::Payload& payload, const std::vector<record::SecretEntry>& told) {
  for (const auto& entry : told) {
    const auto known = std::ranges::find(payload.secrets, entry.mark, &record::SecretEntry::mark);
    if (known != payload.secrets.end()) {
      known->secret = entry.secret;
    } else if (payload.secrets.size() < record::secrets_max) {
      payload.secrets.push_back(entry);
    }
  }
}

// Drops what an earlier payload keeps; returns what this one does.
std::vector<Digest> name_known(record::Payload& payload, const KnownReplies& known) {
  std::vector<Digest> kept;
  for (auto& reply : payload.replies) {
    if (!known.has(reply.digest)) {
      kept.push_back(reply.digest);
      continue;
    }
    reply.kept.clear();
    reply.bytes = 0;
  }
  return kept;
}

}  // namespace

BatchWriter::BatchWriter(Author author, plan::Plan plan, const plan::TargetSet& targets)
    : author_(std::move(author)),
      plan_(std::move(plan)),
      plan_digest_(record::plan_digest(plan_)),
      targets_(record::encode_target_set(targets)),
      targets_digest_(crypto::sha256(targets_)) {}

ClosedBatch BatchWriter::close(OpenBatch batch, Closing closing, const KnownReplies& known) {
  check(closing.gaps.size() <= record::gaps_max, "gaps beyond the limit wait for the next batch");
  auto payload = std::move(batch.payload_).finish();
  payload.ports = closing.ports;
  tell_secrets(payload, closing.secrets);
  auto replies = name_known(payload, known);
  announce_targets(payload);
  auto envelope = envelope_for(batch, std::move(closing));
  auto bytes = record::seal(payload, plan_.rtt_resolution, envelope);
  auto sealed = record::VerifiedEnvelope::sign(std::move(envelope), author_.key);
  return {std::move(sealed), std::move(bytes), std::move(replies)};
}

void BatchWriter::announce_targets(record::Payload& payload) {
  if (until_announced_ == 0) {
    payload.objects.push_back(targets_);
    until_announced_ = target_set_every(plan_);
  }
  --until_announced_;
}

record::Envelope BatchWriter::envelope_for(const OpenBatch& batch, Closing closing) const {
  record::Envelope envelope;
  envelope.probe = author_.probe;
  envelope.key_epoch = author_.key_epoch;
  envelope.incarnation = author_.incarnation;
  envelope.boot_id = author_.boot_id;
  envelope.sequence = closing.sequence;
  envelope.previous = closing.previous;
  envelope.opened_at = batch.opened_at_;
  envelope.closed_at = closing.at;
  envelope.software = author_.software;
  envelope.plan = plan_.name;
  envelope.plan_digest = plan_digest_;
  envelope.target_set = targets_digest_;
  envelope.not_measured = saturated(batch.not_measured_);
  envelope.references = closing.references;
  envelope.gaps = std::move(closing.gaps);
  envelope.checkpoints = std::move(closing.checkpoints);
  envelope.commitments = std::move(closing.commitments);
  return envelope;
}

}  // namespace tocsin::probe
