// A probe as a collector sees it: it signs batches that chain, and others that a hostile or broken
// probe might send. Deterministic; it knows the time only from its caller.
#pragma once

#include <functional>
#include <string>

#include "core/crypto/ed25519.h"
#include "core/record/payload.h"
#include "core/record/signed_envelope.h"

namespace tocsin::collector {

struct SentBatch {
  record::VerifiedEnvelope envelope;
  Bytes payload;

  Bytes body() const;  // of POST /v1/batches
  Digest digest() const { return envelope.digest(); }
  std::uint64_t sequence() const { return envelope.envelope().sequence; }
};

class ScriptedProbe {
 public:
  // Changes an envelope before it is signed.
  using Edit = std::function<void(record::Envelope&)>;

  // `mark` tells its key from another's.
  ScriptedProbe(std::string name, std::uint8_t mark);

  const std::string& name() const { return name_; }
  const crypto::SigningKey& key() const { return key_; }
  record::ProbeId id() const;

  // The next batch of its chain, closed at this time, with this payload or a sample.
  SentBatch next(WallTime closed_at, const Edit& edit = {});
  SentBatch next_with(WallTime closed_at, const record::Payload& payload, const Edit& edit = {});

  // The same place in the chain as this batch has, with other bytes.
  SentBatch twin_of(const SentBatch& batch) const;

  // A new state directory.
  void reincarnate();

 private:
  record::Envelope open_envelope(WallTime closed_at) const;

  std::string name_;
  crypto::SigningKey key_;
  std::uint64_t incarnation_ = 1;
  std::uint64_t sequence_ = 0;
  Digest previous_{};
};

}  // namespace tocsin::collector
