// Witnesses of the growing log: their keys, what they sign, and a policy of some of them.
#pragma once

#include "core/tlog/policy.h"
#include "tests/unit/daemon/ledger/growing_log.h"

namespace tocsin::collector {

inline std::string witness_name(std::size_t number) {
  return "state-" + std::to_string(number) + ".example/witness";
}

inline crypto::SigningKey witness_key(std::size_t number) {
  return crypto::SigningKey::from_seed({100, static_cast<std::uint8_t>(number)});
}

inline tlog::VerifierKey witness_verifier(std::size_t number) {
  return tlog::verifier_key(
      witness_name(number), tlog::Algorithm::cosignature_v1, witness_key(number).public_key());
}

// The log's witnesses are the first of them, and so many are enough.
inline tlog::Policy policy_of(std::size_t witnesses, std::size_t enough) {
  tlog::Policy policy;
  policy.logs.push_back(
      {tlog::verifier_key(origin, tlog::Algorithm::ed25519, log_key().public_key()), ""});
  tlog::PolicyGroup group{"enough", enough, {}, {}};
  for (std::size_t i = 0; i < witnesses; ++i) {
    policy.witnesses.push_back({witness_name(i), witness_verifier(i), ""});
    group.witnesses.push_back(i);
  }
  policy.groups.push_back(std::move(group));
  policy.quorum = "enough";
  return policy;
}

inline std::string checkpoint_over(std::uint64_t size) {
  const auto text = tlog::encode(tlog::Checkpoint{origin, head_over(size)});
  return tlog::encode(tlog::Note{text, {tlog::sign_note(origin, log_key(), text)}});
}

// As a witness that asks brings it.
inline tlog::Note cosigned(std::uint64_t size,
                           const std::vector<std::size_t>& witnesses,
                           WallTime at) {
  auto note = tlog::parse_note(checkpoint_over(size)).value();
  for (const auto number : witnesses) {
    note.signatures.push_back(
        tlog::cosign_note(witness_name(number), witness_key(number), note.text, at));
  }
  return note;
}

}  // namespace tocsin::collector
