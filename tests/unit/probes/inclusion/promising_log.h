// A log of a handful of batches, what it promised, and what it and a witness show of it.
#pragma once

#include "core/crypto/sha256.h"
#include "core/entry/entry.h"
#include "core/record/signed_acknowledgement.h"
#include "core/tlog/log_proof.h"
#include "core/tlog/merkle_hash.h"
#include "core/tlog/note_check.h"
#include "core/tlog/tile.h"
#include "probes/inclusion/promise.h"

namespace tocsin::probe {

inline const auto log_key = crypto::SigningKey::from_seed({1});
inline const auto witness_key = crypto::SigningKey::from_seed({2});
inline const auto strangers_key = crypto::SigningKey::from_seed({3});
inline const std::string log_origin = "geneva.example/log";
inline const std::string witness_name = "cert.example/witness";
inline constexpr WallTime noon{std::chrono::seconds(1'785'585'600)};
inline constexpr Duration merge_delay = std::chrono::hours(24);

inline Bytes envelope_number(std::uint8_t number) {
  return {0xee, number};
}

inline record::Acknowledgement word_for(std::uint8_t number, Duration delay = merge_delay) {
  record::Acknowledgement word;
  word.origin = log_origin;
  word.envelope = crypto::sha256(envelope_number(number));
  word.at = noon;
  word.maximum_merge_delay = delay;
  return word;
}

inline Promise promise_of(std::uint8_t number, Duration delay = merge_delay) {
  const auto signed_word = sign(word_for(number, delay), log_key);
  return promise_from(envelope_number(number), signed_word, log_key.public_key()).value();
}

class PromisingLog {
 public:
  explicit PromisingLog(std::vector<std::uint8_t> batches) {
    for (const auto number : batches) {
      leaves_.push_back(tlog::leaf_hash(promise_of(number).entry));
    }
  }

  tlog::TreeHead head() const {
    return {leaves_.size(), tlog::tree_root(leaves_.size(), nodes()).value()};
  }
  tlog::Note checkpoint(const crypto::SigningKey& key = log_key,
                        const std::string& origin = log_origin) const {
    const auto text = tlog::encode(tlog::Checkpoint{origin, head()});
    return {text, {tlog::sign_note(origin, key, text)}};
  }
  std::string cosigned(const crypto::SigningKey& key = witness_key, WallTime at = noon) const {
    auto note = checkpoint();
    note.signatures.push_back(tlog::cosign_note(witness_name, key, note.text, at));
    return tlog::encode(note);
  }
  std::string proof(std::uint64_t index, const tlog::Note& note) const {
    auto path = tlog::prove_inclusion(index, leaves_.size(), nodes()).value();
    return tlog::encode(tlog::LogProof{std::nullopt, index, std::move(path), note});
  }
  std::string proof(std::uint64_t index) const { return proof(index, checkpoint()); }

 private:
  tlog::NodeSource nodes() const {
    return tlog::nodes_of(
        leaves_.size(),
        [this](const tlog::Tile&) -> std::optional<std::vector<Digest>> { return leaves_; });
  }

  std::vector<Digest> leaves_;
};

}  // namespace tocsin::probe
