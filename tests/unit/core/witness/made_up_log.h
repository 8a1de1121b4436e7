// A log of made-up entries that can grow two ways: after `fork` it has other entries. It signs
// whatever it is asked to.
#pragma once

#include "core/tlog/checkpoint.h"
#include "core/tlog/note_check.h"
#include "core/witness/add_checkpoint.h"
#include "tests/unit/core/tlog/reference_tree.h"

namespace tocsin::witness {

inline const std::string origin = "geneva.example/log";

inline crypto::SigningKey key_number(std::uint8_t number) {
  return crypto::SigningKey::from_seed({number});
}

class MadeUpLog {
 public:
  static constexpr std::uint64_t size_max = 40;

  // Entries from `fork` on are those of another history.
  explicit MadeUpLog(std::uint64_t fork = size_max, std::uint8_t key = 1)
      : key_(key_number(key)), leaves_(tlog::leaves_of(size_max)) {
    for (auto i = fork; i < size_max; ++i) leaves_[i][0] ^= 1;
  }

  tlog::TreeHead head(std::uint64_t size) const {
    return {size, tlog::mth(std::span(leaves_).first(size))};
  }

  tlog::Note checkpoint(std::uint64_t size) const { return sign(head(size)); }

  tlog::Note sign(const tlog::TreeHead& tree) const {
    const auto text = tlog::encode(tlog::Checkpoint{origin, tree});
    return {text, {tlog::sign_note(origin, key_, text)}};
  }

  tlog::Proof proof(std::uint64_t old_size, std::uint64_t size) const {
    return tlog::prove_consistency(old_size, size, tlog::nodes_over(leaves_)).value();
  }

  AddCheckpoint request(std::uint64_t old_size, std::uint64_t size) const {
    return {old_size, proof(old_size, size), checkpoint(size)};
  }

  std::span<const Digest> leaves() const { return leaves_; }

  tlog::VerifierKey key() const {
    return tlog::verifier_key(origin, tlog::Algorithm::ed25519, key_.public_key());
  }

 private:
  crypto::SigningKey key_;
  std::vector<Digest> leaves_;
};

}  // namespace tocsin::witness
