#include "tests/support/probe/scripted_probe.h"

#include "core/record/sealed_payload.h"
#include "core/record/submission.h"
#include "tests/support/record/sample_batch.h"

namespace tocsin::collector {

Bytes SentBatch::body() const {
  return record::encode_submission({envelope.bytes(), payload});
}

ScriptedProbe::ScriptedProbe(std::string name, std::uint8_t mark)
    : name_(std::move(name)), key_(crypto::SigningKey::from_seed({mark})) {}

record::ProbeId ScriptedProbe::id() const {
  return record::probe_id_of(key_.public_key());
}

record::Envelope ScriptedProbe::open_envelope(WallTime closed_at) const {
  auto envelope = record::sample::unsealed_envelope();
  envelope.probe = id();
  envelope.key_epoch = 0;
  envelope.incarnation = incarnation_;
  envelope.sequence = sequence_;
  envelope.previous = previous_;
  envelope.closed_at.wall = closed_at;
  envelope.gaps.clear();
  return envelope;
}

SentBatch ScriptedProbe::next(WallTime closed_at, const Edit& edit) {
  return next_with(closed_at, record::sample::payload(), edit);
}

SentBatch ScriptedProbe::next_with(WallTime closed_at,
                                   const record::Payload& payload,
                                   const Edit& edit) {
  auto envelope = open_envelope(closed_at);
  auto sealed = record::seal(payload, record::sample::resolution, envelope);
  if (edit) edit(envelope);
  SentBatch batch{record::VerifiedEnvelope::sign(std::move(envelope), key_), std::move(sealed)};
  previous_ = batch.digest();
  sequence_ = batch.sequence() + 1;
  return batch;
}

SentBatch ScriptedProbe::twin_of(const SentBatch& batch) const {
  auto envelope = batch.envelope.envelope();
  envelope.software += "-twin";
  return {record::VerifiedEnvelope::sign(std::move(envelope), key_), batch.payload};
}

void ScriptedProbe::reincarnate() {
  ++incarnation_;
  sequence_ = 0;
  previous_ = {};
}

}  // namespace tocsin::collector
