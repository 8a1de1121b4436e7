// Who signed a note, of those whose keys the reader brings; and signing one.
//
// C2SP signed-note: signatures of other keys are ignored (and told), a signature of a known key
// that does not verify refuses the whole note, and so does a note that no known key has signed.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/crypto/ed25519.h"
#include "core/tlog/note.h"
#include "core/tlog/verifier_key.h"

namespace tocsin::tlog {

struct VerifiedSignature {
  std::size_t key = 0;         // its place among the keys that were brought
  std::optional<WallTime> at;  // of a cosignature, whole seconds: the witness's word
};

struct CheckedNote {
  std::vector<VerifiedSignature> verified;  // each key once, in the order of the lines
  std::vector<NoteSignature> ignored;
};

Result<CheckedNote> check_note(const Note& note, std::span<const VerifierKey> keys);

// Of the note's own key (algorithm 0x01).
NoteSignature sign_note(const std::string& name,
                        const crypto::SigningKey& key,
                        std::string_view text);
// cosignature/v1 (C2SP tlog-cosignature): "as of then, the largest consistent tree that I have seen
// of this log is the one in the text". The time is cut to whole seconds, and is after 1970.
NoteSignature cosign_note(const std::string& name,
                          const crypto::SigningKey& key,
                          std::string_view text,
                          WallTime at);

}  // namespace tocsin::tlog
