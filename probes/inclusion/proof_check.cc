#include "probes/inclusion/proof_check.h"

#include <array>

#include "core/tlog/log_proof.h"
#include "core/tlog/note_check.h"

namespace tocsin::probe {
namespace {

// Of the checkpoint in a note that the log must have signed.
Result<tlog::Checkpoint> checkpoint_of(const tlog::Note& note, std::string_view origin) {
  auto checkpoint = tlog::parse_checkpoint(note.text);
  if (checkpoint && checkpoint->origin != origin) return fail("the checkpoint is of another log");
  return checkpoint;
}

tlog::VerifierKey key_of(std::string_view origin, const crypto::PublicKey& log_key) {
  return tlog::verifier_key(std::string(origin), tlog::Algorithm::ed25519, log_key);
}

}  // namespace

Result<Witnessed> check_witnessed(std::string_view note,
                                  std::string_view origin,
                                  const crypto::PublicKey& log_key,
                                  const tlog::VerifierKey& witness) {
  const auto parsed = tlog::parse_note(note);
  if (!parsed) return tl::unexpected(parsed.error());
  auto checkpoint = checkpoint_of(*parsed, origin);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  const std::array keys{key_of(origin, log_key), witness};
  const auto checked = tlog::check_note(*parsed, keys);
  if (!checked) return tl::unexpected(checked.error());
  if (checked->verified.size() != keys.size()) return fail("log and witness have not both signed");
  for (const auto& signature : checked->verified) {
    if (signature.at) return Witnessed{std::move(*checkpoint), *signature.at};
  }
  return fail("the witness gives no time");
}

Result<tlog::Checkpoint> check_proof(std::string_view proof,
                                     const Promise& promise,
                                     const crypto::PublicKey& log_key,
                                     const std::optional<tlog::TreeHead>& tree) {
  const auto parsed = tlog::parse_log_proof(proof);
  if (!parsed) return tl::unexpected(parsed.error());
  auto checkpoint = checkpoint_of(parsed->checkpoint, promise.word.origin);
  if (!checkpoint) return checkpoint;
  const std::array keys{key_of(promise.word.origin, log_key)};
  if (auto checked = tlog::check_note(parsed->checkpoint, keys); !checked) {
    return tl::unexpected(checked.error());
  }
  if (tree && checkpoint->tree != *tree) return fail("the proof is under another tree");
  return tlog::check_inclusion(*parsed, promise.entry);
}

}  // namespace tocsin::probe
