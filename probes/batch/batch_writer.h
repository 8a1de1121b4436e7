// Closes batches: puts the measurements in order, says who, when and under which plan in an
// envelope, signs it and chains it to the one before. One for each plan; their batches are links of
// one chain. One thread.
#pragma once

#include <string>
#include <vector>

#include "core/crypto/ed25519.h"
#include "core/plan/plan.h"
#include "core/plan/target.h"
#include "core/record/signed_envelope.h"
#include "probes/batch/known_replies.h"
#include "probes/batch/open_batch.h"

namespace tocsin::probe {

// A target set travels with the first batch that a writer closes, and then once in as many batches
// as an hour has by the plan: who joins late has it within the hour. Another set is another
// writer's.
constexpr std::uint32_t target_set_every(const plan::Plan& plan) {
  const auto batches = std::chrono::hours(1) / plan.batch_every;
  return batches < 1 ? 1 : static_cast<std::uint32_t>(batches);
}

struct Author {
  const crypto::SigningKey& key;  // outlives the writer
  record::ProbeId probe{};
  std::uint32_t key_epoch = 0;
  std::uint64_t incarnation = 0;
  ByteArray<16> boot_id{};
  std::string software;  // "tocsin-probe/0.1.0"
};

// What is known of a batch only when it closes.
struct Closing {
  std::uint64_t sequence = 0;  // persisted already: nobody will get it again
  Digest previous{};  // of the newest envelope in the spool, of whatever plan; zeros for none
  record::ClockReading at;
  record::RingCounts references;  // as they stand at that time
  std::vector<record::Gap> gaps;  // known since the envelope before; at most record::gaps_max
  std::vector<record::SeenCheckpoint> checkpoints;
  std::vector<record::Commitment> commitments;
  record::PortRange ports;                   // where queries left from, unless a row says otherwise
  std::vector<record::SecretEntry> secrets;  // that may be told now
};

struct ClosedBatch {
  record::VerifiedEnvelope envelope;
  Bytes payload;
  std::vector<Digest> replies;  // that this payload keeps
};

class BatchWriter {
 public:
  BatchWriter(Author author, plan::Plan plan, const plan::TargetSet& targets);

  // Replies that are `known` are only named.
  ClosedBatch close(OpenBatch batch, Closing closing, const KnownReplies& known);

 private:
  void announce_targets(record::Payload& payload);
  record::Envelope envelope_for(const OpenBatch& batch, Closing closing) const;

  Author author_;
  plan::Plan plan_;
  Digest plan_digest_;
  Bytes targets_;  // as an object
  Digest targets_digest_;
  std::uint32_t until_announced_ = 0;  // batches that still go without the target set
};

}  // namespace tocsin::probe
