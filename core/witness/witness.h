// What a witness decides, and nothing else (C2SP tlog-witness, tlog-cosignature): whether the
// checkpoint that it is given holds the one that it cosigned last unchanged as its front.
//
// Its whole state is, for each log, the checkpoint that it cosigned last. The owner makes what
// add_checkpoint() has decided durable, says so with take(), and only then answers; until take() is
// called, nothing has happened. Whoever calls these two one after the other, without another
// decision on the same log in between, cannot roll the log back.
//
// A value; one thread at a time.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/crypto/ed25519.h"
#include "core/tlog/merkle_proof.h"
#include "core/tlog/note.h"
#include "core/tlog/verifier_key.h"

namespace tocsin::witness {

// Who the witness is: the name of its key, and the key, which signs nothing but cosignatures.
struct Cosigner {
  std::string name;
  crypto::SigningKey key;
};

// A log whose checkpoints are cosigned; its checkpoints begin with this origin.
struct WatchedLog {
  std::string origin;
  std::vector<tlog::VerifierKey> keys;  // one or more; the signature of one is enough
};

// What was cosigned last: the text, the signatures of the log's known keys, and our own.
struct Cosigned {
  tlog::TreeHead tree;
  tlog::Note checkpoint;

  bool operator==(const Cosigned&) const = default;
};

// Two checkpoints that the log has both signed, and that do not fit together.
struct Fork {
  enum class Kind {
    // One size and two roots: that is proof by itself.
    same_size,
    // The offered one is larger, and the proof that came with it, if any, does not show that it
    // holds the other. Anybody can send a wrong proof; but the log then owes a right one, and a log
    // that has forked cannot make it.
    not_shown,
  } kind = Kind::same_size;
  tlog::Note held;
  tlog::Note offered;  // with the signatures of the log alone

  bool operator==(const Fork&) const = default;
};

// The statuses of HTTP that the specification gives them.
enum class Verdict : unsigned {
  cosigned = 200,
  malformed = 400,     // or the old size is above the new one
  not_signed = 403,    // by a known key of the log; or one of them is wrong
  unknown_log = 404,   // not one of ours
  other_size = 409,    // the old size is not that of what was cosigned last
  inconsistent = 422,  // not shown to hold what was cosigned last
};

struct Decision {
  Verdict verdict = Verdict::malformed;
  // "— name base64\n" where cosigned; "<size>\n" where it is another size; else a sentence, and in
  // it no byte of what was sent.
  std::string body;
  std::string origin;                // of the log of ours that it names, whoever sent it
  std::optional<Cosigned> cosigned;  // to be made durable, then take()n, then answered
  std::optional<Fork> fork;          // to be kept
};

class Witness {
 public:
  Witness(Cosigner cosigner, std::vector<WatchedLog> logs);

  // What was cosigned last, as it was made durable. An error where it was signed by other keys than
  // those that are known now, or is of another log.
  Status<> resume(const std::string& origin, std::string_view note);

  // `body` is a request as it came; `now` goes into the cosignature and is after 1970.
  Decision add_checkpoint(std::string_view body, WallTime now) const;
  void take(const std::string& origin, Cosigned cosigned);

  // Nothing where nothing of this log has been cosigned, or it is not one of ours.
  const Cosigned* latest(const std::string& origin) const;
  const tlog::VerifierKey& key() const { return key_; }

 private:
  struct Log {
    std::vector<tlog::VerifierKey> keys;
    std::optional<Cosigned> latest;
  };

  Cosigned cosign(const tlog::TreeHead& tree, tlog::Note signed_by_log, WallTime now) const;

  Cosigner cosigner_;
  tlog::VerifierKey key_;
  std::map<std::string, Log, std::less<>> logs_;
};

}  // namespace tocsin::witness
