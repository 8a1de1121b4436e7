// Which witness has cosigned which of the log's checkpoints, and which of them has enough.
//
// A quorum is one on the same checkpoint, and a log has a new one every few seconds. So one of
// them, the candidate, stands still until every witness has signed it that signed the one before,
// or for a minute; then the newest takes its place. Who was away is not waited for, and is taken
// back with its next cosignature.
//
// A value; one thread at a time.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/base/time.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/note.h"
#include "core/tlog/policy.h"

namespace tocsin::collector {

class CosignatureBook {
 public:
  static constexpr Duration candidate_for = std::chrono::minutes(1);
  // Those before the candidate still take what is on its way.
  static constexpr std::size_t candidates_max = 4;
  // A cosignature from later than this after now is the word of a clock that nobody can date by.
  static constexpr Duration ahead_max = std::chrono::minutes(5);

  struct Candidate {
    tlog::Note note;  // signed by the log alone
    tlog::TreeHead tree;
    std::map<std::size_t, tlog::NoteSignature> cosignatures = {};  // by witness
    std::optional<WallTime> superseded = {};                       // when a larger one came
  };

  // Witnesses are named by their place in the policy, whose quorum is what is enough.
  explicit CosignatureBook(tlog::Policy policy);

  // What had enough before a restart; nothing happens where it has not, by today's policy.
  void resume(std::string_view cosigned);

  // The log's newest checkpoint.
  void published(std::string_view checkpoint, WallTime now);

  // What is to be cosigned now; nothing before anything was published.
  const Candidate* candidate(WallTime now);
  // The same, where this witness has not signed it yet.
  const Candidate* wanted_from(std::size_t witness, WallTime now);

  enum class Taken { news, known };
  // A candidate with cosignatures below it; those of strangers are ignored. An error, and nothing
  // is taken, where it is no candidate, where none of our witnesses has signed it, or one of them
  // wrongly or in the future.
  Result<Taken> take(const tlog::Note& cosigned, WallTime now);

  // The largest checkpoint with enough cosignatures, with all that it has; empty where none has.
  std::string cosigned() const;

  // For those who watch.
  std::uint64_t size() const { return newest_ ? newest_->tree.size : 0; }
  std::uint64_t cosigned_size() const { return enough_ ? enough_->tree.size : 0; }
  // When the first checkpoint was published that is not under enough cosignatures yet.
  std::optional<WallTime> unwitnessed_since() const;
  // The largest tree that each witness has cosigned since the start.
  const std::vector<std::uint64_t>& sizes() const { return sizes_; }
  const tlog::Policy& policy() const { return policy_; }

 private:
  bool stands(const Candidate& candidate, WallTime now) const;
  bool has_enough(const Candidate& candidate) const;

  tlog::Policy policy_;
  std::vector<tlog::VerifierKey> keys_;  // of the witnesses
  std::vector<std::uint64_t> sizes_;
  std::vector<bool> answers_;  // who signed the candidate before this one
  std::optional<Candidate> newest_;
  std::optional<WallTime> first_published_;
  std::deque<Candidate> candidates_;  // the last one is the candidate
  WallTime candidate_since_{};
  std::optional<Candidate> enough_;
};

}  // namespace tocsin::collector
