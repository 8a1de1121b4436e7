#include "audit/log_audit.h"

#include <algorithm>

#include "audit/promises.h"
#include "audit/signed_log.h"
#include "core/base/base64.h"
#include "core/entry/origin_book.h"
#include "core/entry/roster_check.h"
#include "core/tlog/log_proof.h"

namespace tocsin::audit {
namespace {

using Holds = Rung::Holds;

// The first snapshot of the roster that is wrong, as the entries before it show. In a log of
// another make no entry says anything.
class Rosters {
 public:
  void take(std::uint64_t index, ByteView bytes) {
    const auto entry = entry::decode(bytes);
    if (!entry || !right_) return;
    right_ = check_.take(index, *entry);
    if (!right_) right_ = fail("entry " + std::to_string(index) + ": " + right_.error().text);
  }
  bool any() const { return check_.snapshots() > 0 || !right_; }
  Rung step() const {
    return rung("ROSTERS",
                right_,
                "each of " + std::to_string(check_.snapshots()) +
                    (check_.snapshots() == 1 ? " snapshot" : " snapshots") +
                    " is what the entries before it make it");
  }

 private:
  entry::RosterCheck check_;
  Status<> right_;
};

// What the log has announced for later, up to the first announcement that is wrong.
class Origins {
 public:
  void take(std::uint64_t index, ByteView bytes) {
    const auto entry = entry::decode(bytes);
    if (!entry || !right_) return;
    right_ = book_.take(*entry);
    if (!right_) right_ = fail("entry " + std::to_string(index) + " " + right_.error().text);
  }
  bool any() const { return !book_.announced().empty() || !right_; }
  Rung step() const {
    std::string names;
    for (const auto& next : book_.announced()) names += (names.empty() ? "" : ", ") + next.origin;
    return rung("ORIGINS", right_, "announced for later: " + names);
  }
  const std::vector<record::NextOrigin>& announced() const { return book_.announced(); }

 private:
  entry::OriginBook book_;
  Status<> right_;
};

Rung signed_step(const Result<SignedCheckpoint>& found) {
  if (!found) return {"SIGNED", Holds::no, found.error().text};
  const auto& [origin, tree] = found->checkpoint;
  return {"SIGNED",
          Holds::yes,
          origin + ", " + entries_text(tree.size) + ", root " + to_base64(tree.root)};
}

void add_witnesses(Ladder& steps,
                   const tlog::TreeHead& tree,
                   const tlog::FileSource& files,
                   const tlog::Policy& policy) {
  const auto cosigned = cosigned_file(files, policy);
  if (!cosigned) {
    steps.push_back({"COSIGNED", Holds::no, cosigned.error().text});
    return;
  }
  auto held = holds_older(cosigned->checkpoint.tree, tree, files);
  if (!held) held = fail("the cosigned checkpoint: " + held.error().text);
  const auto good = held.has_value();
  steps.push_back(rung("COSIGNED", held, witnesses_text(*cosigned, policy)));
  if (!good) return;
  std::vector<std::size_t> voices;
  for (const auto& voice : cosigned->voices.witnesses) voices.push_back(voice.key);
  const auto enough = tlog::is_quorum(policy, voices);
  steps.push_back({"QUORUM",
                   enough ? Holds::yes : Holds::no,
                   policy.quorum + (enough ? ": enough have signed" : ": not enough have signed")});
}

struct Looked {
  Ladder steps;
  Origins origins;
};

// Announcements count below this index.
Looked look_at(const tlog::FileSource& files, const tlog::Policy& policy, std::uint64_t below) {
  const auto found = signed_file(files, "checkpoint", policy);
  Looked looked{{signed_step(found)}, {}};
  auto& [steps, origins] = looked;
  if (!found) return looked;
  const auto& tree = found->checkpoint.tree;
  Rosters rosters;
  Promises promises(policy);
  const auto complete = is_complete(tree, files, [&](std::uint64_t index, ByteView entry) {
    rosters.take(index, entry);
    promises.take(index, entry);
    if (index < below) looked.origins.take(index, entry);
  });
  steps.push_back(rung("COMPLETE",
                       complete,
                       "every entry is a leaf of the tree, and every tile is as they make it"));
  if (complete && rosters.any()) steps.push_back(rosters.step());
  if (complete && promises.any()) steps.push_back(promises.step());
  if (complete && origins.any()) steps.push_back(origins.step());
  if (!policy.witnesses.empty()) add_witnesses(steps, tree, files, policy);
  return looked;
}

}  // namespace

Ladder verify_log(const tlog::FileSource& files, const tlog::Policy& policy) {
  return look_at(files, policy, UINT64_MAX).steps;
}

Ladder compare_with(std::string_view older_checkpoint,
                    const tlog::FileSource& files,
                    const tlog::Policy& policy) {
  const auto older = signed_checkpoint(older_checkpoint, policy);
  const auto newer = signed_file(files, "checkpoint", policy);
  Ladder steps{signed_step(older), signed_step(newer)};
  if (!older || !newer) return steps;
  auto consistent = older->checkpoint.origin == newer->checkpoint.origin
                        ? holds_older(older->checkpoint.tree, newer->checkpoint.tree, files)
                        : fail("they are of two logs");
  steps.push_back(rung("CONSISTENT", consistent, "the log holds the older tree as its front"));
  return steps;
}

Result<std::string> prove_entry(std::uint64_t index,
                                const tlog::FileSource& files,
                                const tlog::Policy& policy) {
  auto under = cosigned_file(files, policy);
  if (!under || under->checkpoint.tree.size <= index) {
    under = signed_file(files, "checkpoint", policy);
  }
  if (!under) return tl::unexpected(under.error());
  const auto size = under->checkpoint.tree.size;
  if (index >= size) return fail("the log has " + entries_text(size) + ", numbered from 0");
  const auto tiles = [&](const tlog::Tile& tile) { return tlog::tile_from(files, tile); };
  auto path = tlog::prove_inclusion(index, size, tlog::nodes_of(size, tiles));
  if (!path) return fail("the log's tiles make no proof");
  const auto first = index / tlog::tile_width * tlog::tile_width;
  const auto width = std::min(tlog::tile_width, size - first);
  const auto bundle = tlog::bundle_from(files, index / tlog::tile_width, width);
  const auto entries = bundle ? tlog::decode_bundle(*bundle) : std::nullopt;
  if (!entries || entries->size() <= index - first) return fail("the entry is missing");
  const tlog::LogProof proof{std::nullopt, index, std::move(*path), under->note};
  const auto checked = tlog::check_inclusion(proof, entries->at(index - first));
  if (!checked) return tl::unexpected(checked.error());
  return tlog::encode(proof);
}

Result<std::vector<record::NextOrigin>> announced_origins(const tlog::FileSource& files,
                                                          const tlog::Policy& policy) {
  auto below = UINT64_MAX;
  if (!policy.witnesses.empty()) {
    const auto cosigned = cosigned_file(files, policy);
    if (!cosigned) return tl::unexpected(cosigned.error());
    below = cosigned->checkpoint.tree.size;
  }
  const auto [steps, origins] = look_at(files, policy, below);
  for (const auto& step : steps) {
    if (step.holds == Holds::no) return fail(step.name + " does not hold: " + step.said);
  }
  return origins.announced();
}

}  // namespace tocsin::audit
