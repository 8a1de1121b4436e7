// Any bytes as each of the texts and files that make a transparency log: read, or refused, and what
// is read is written back to the same bytes.
#include "core/base/check.h"
#include "core/tlog/entry_bundle.h"
#include "core/tlog/log_proof.h"
#include "core/tlog/policy.h"
#include "core/tlog/tile.h"
#include "core/witness/add_checkpoint.h"

using namespace tocsin;

namespace {

const auto stranger = tlog::verifier_key(
    "stranger", tlog::Algorithm::ed25519, crypto::SigningKey::from_seed({1}).public_key());

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ByteView bytes(data, size);
  const auto text = as_text(bytes);
  if (const auto note = tlog::parse_note(text)) {
    check(tlog::encode(*note) == text, "a note has one form");
    check(!tlog::check_note(*note, std::span(&stranger, 1)), "nobody has this key");
  }
  if (const auto checkpoint = tlog::parse_checkpoint(text)) {
    check(tlog::encode(*checkpoint) == text, "a checkpoint has one form");
  }
  if (const auto proof = tlog::parse_log_proof(text)) {
    check(tlog::encode(*proof) == text, "a proof has one form");
    (void)tlog::check_inclusion(*proof, bytes);
  }
  if (const auto request = witness::parse_add_checkpoint(text)) {
    check(witness::encode(*request) == text, "a request has one form");
  }
  if (const auto policy = tlog::parse_policy(text)) {
    check(tlog::is_quorum(*policy, {}) == (policy->quorum == "none"), "silence is no quorum");
  }
  if (const auto path = tlog::parse_tile_path(text)) {
    check(path->tile.width >= 1 && path->tile.width <= tlog::tile_width, "a tile is not empty");
  }
  if (const auto entries = tlog::decode_bundle(bytes)) {
    Bytes again;
    for (const auto& entry : *entries) tlog::append_entry(again, entry);
    check(equal(again, bytes), "a bundle has one form");
  }
  return 0;
}
