#include "audit/dropped_audit.h"

#include <algorithm>

#include "audit/signed_log.h"
#include "core/base/hex.h"
#include "core/crypto/sha256.h"
#include "core/entry/entry.h"
#include "core/record/signed_acknowledgement.h"

namespace tocsin::audit {
namespace {

using Holds = Rung::Holds;

// By the key of whichever log of the policy it names.
Result<record::Acknowledgement> acknowledged(ByteView bytes, const tlog::Policy& policy) {
  for (const auto& log : policy.logs) {
    crypto::PublicKey key{};
    if (log.key.key.size() != key.size()) continue;
    std::ranges::copy(log.key.key, key.begin());
    auto word = record::open_acknowledgement(bytes, key);
    if (word && word->origin == log.key.name) return std::move(*word);
  }
  return fail("no log of the policy has signed the acknowledgement");
}

Result<record::Acknowledgement> promised(const DroppedBatch& batch, const tlog::Policy& policy) {
  const auto entry = entry::decode(batch.entry);
  if (!entry || entry->kind != entry::Kind::batch) return fail("the entry is not one of a batch");
  auto word = acknowledged(batch.acknowledgement, policy);
  if (!word) return word;
  if (word->envelope != crypto::sha256(entry->body)) {
    return fail("the acknowledgement is of another batch");
  }
  return word;
}

WallTime end_of(const record::Acknowledgement& word) {
  return word.at + word.maximum_merge_delay;
}

std::string promise_text(const record::Acknowledgement& word) {
  return word.origin + " acknowledged " + to_hex(word.envelope) + " at " + to_rfc3339(word.at) +
         ": in the log by " + to_rfc3339(end_of(word));
}

// Without those who have signed it before the promise was over.
SignedCheckpoint with_later_voices(SignedCheckpoint checkpoint, WallTime end) {
  std::erase_if(checkpoint.voices.witnesses,
                [end](const auto& voice) { return !voice.at || *voice.at <= end; });
  return checkpoint;
}

bool has_quorum(const SignedCheckpoint& checkpoint, const tlog::Policy& policy) {
  std::vector<std::size_t> voices;
  for (const auto& voice : checkpoint.voices.witnesses) voices.push_back(voice.key);
  return !voices.empty() && tlog::is_quorum(policy, voices);
}

// A tree of this log that must have the batch: the one that the probe saw, or the log's own.
Result<SignedCheckpoint> later_tree(const DroppedBatch& batch,
                                    const record::Acknowledgement& word,
                                    const tlog::FileSource& files,
                                    const tlog::Policy& policy) {
  std::string why = "no checkpoint";
  const auto look = [&](Result<SignedCheckpoint> found) -> std::optional<SignedCheckpoint> {
    if (!found) {
      why = found.error().text;
    } else if (found->checkpoint.origin != word.origin) {
      why = "the checkpoint is of " + found->checkpoint.origin;
    } else if (auto later = with_later_voices(std::move(*found), end_of(word));
               has_quorum(later, policy)) {
      return later;
    } else {
      why = "after the promise was over: " + witnesses_text(later, policy) +
            "; not enough for the quorum";
    }
    return std::nullopt;
  };
  if (batch.checkpoint) {
    if (auto seen = look(signed_checkpoint(*batch.checkpoint, policy))) return std::move(*seen);
  }
  if (auto own = look(cosigned_file(files, policy))) return std::move(*own);
  return fail(why);
}

Rung lacking(const std::optional<std::uint64_t>& index, const tlog::TreeHead& tree) {
  const auto all = "the " + entries_text(tree.size);
  if (!index) return {"LACKING", Holds::yes, "the batch is not in the log"};
  const auto place = "the batch is entry " + std::to_string(*index);
  if (*index < tree.size) return {"LACKING", Holds::no, place + " of " + all};
  return {"LACKING", Holds::yes, place + ", which was logged too late: it is not among " + all};
}

}  // namespace

Ladder verify_dropped(const DroppedBatch& batch,
                      const tlog::FileSource& files,
                      const tlog::Policy& policy) {
  const auto word = promised(batch, policy);
  if (!word) return {{"PROMISED", Holds::no, word.error().text}};
  Ladder ladder{{"PROMISED", Holds::yes, promise_text(*word)}};

  auto found = signed_file(files, "checkpoint", policy);
  if (found && found->checkpoint.origin != word->origin) {
    found = fail("the log is " + found->checkpoint.origin);
  }
  if (!found) {
    ladder.push_back({"SIGNED", Holds::no, found.error().text});
    return ladder;
  }
  const auto head = found->checkpoint.tree;
  ladder.push_back({"SIGNED", Holds::yes, entries_text(head.size)});

  std::optional<std::uint64_t> index;
  const auto look = [&](std::uint64_t at, ByteView entry) {
    if (!index && std::ranges::equal(entry, batch.entry)) index = at;
  };
  const auto complete = is_complete(head, files, look);
  ladder.push_back(rung("COMPLETE", complete, "every entry is a leaf of the tree"));
  if (!complete) return ladder;

  const auto later = later_tree(batch, *word, files, policy);
  if (!later) {
    ladder.push_back({"LATER", Holds::no, later.error().text});
    return ladder;
  }
  const auto held = holds_older(later->checkpoint.tree, head, files);
  ladder.push_back(rung("LATER", held, witnesses_text(*later, policy)));
  if (held) ladder.push_back(lacking(index, later->checkpoint.tree));
  return ladder;
}

}  // namespace tocsin::audit
