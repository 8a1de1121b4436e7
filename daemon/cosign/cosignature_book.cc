#include "daemon/cosign/cosignature_book.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/tlog/note_check.h"

namespace tocsin::collector {
namespace {

struct OwnSignature {
  std::size_t witness = 0;
  tlog::NoteSignature signature;
};

// The lines of these witnesses, each verified; those of others are left out.
Result<std::vector<OwnSignature>> own_signatures(const tlog::Note& note,
                                                 std::span<const tlog::VerifierKey> keys,
                                                 WallTime now) {
  std::vector<OwnSignature> own;
  if (auto checked = tlog::check_note(note, keys); !checked) {
    return tl::unexpected(checked.error());
  }
  for (const auto& signature : note.signatures) {
    const auto checked = tlog::check_note({note.text, {signature}}, keys);
    if (!checked) continue;
    const auto& verified = checked->verified.front();
    if (!verified.at) return fail("a witness's key makes cosignatures");
    if (*verified.at - now > CosignatureBook::ahead_max) return fail("cosigned in the future");
    own.push_back({verified.key, signature});
  }
  return own;
}

}  // namespace

CosignatureBook::CosignatureBook(tlog::Policy policy) : policy_(std::move(policy)) {
  for (const auto& witness : policy_.witnesses) keys_.push_back(witness.key);
  sizes_.resize(keys_.size());
  answers_.resize(keys_.size(), true);
}

void CosignatureBook::resume(std::string_view cosigned) {
  const auto note = tlog::parse_note(cosigned);
  if (!note || !tlog::voices_for(*note, policy_)) return;
  const auto tree = tlog::parse_checkpoint(note->text)->tree;
  Candidate resumed{{note->text, {note->signatures.front()}}, tree};
  const auto own = own_signatures(*note, keys_, WallTime{Duration::max() / 2});
  if (!own) return;
  for (const auto& [witness, signature] : *own) resumed.cosignatures.emplace(witness, signature);
  if (has_enough(resumed)) enough_ = std::move(resumed);
}

void CosignatureBook::published(std::string_view checkpoint, WallTime now) {
  auto note = tlog::parse_note(checkpoint);
  check(note.has_value(), "what the ledger publishes is a note");
  const auto parsed = tlog::parse_checkpoint(note->text);
  check(parsed.has_value(), "what the ledger publishes is a checkpoint");
  newest_ = Candidate{std::move(*note), parsed->tree};
  if (!first_published_) first_published_ = now;
  const auto supersede = [&](Candidate& older) {
    if (!older.superseded && older.tree.size < size()) older.superseded = now;
  };
  for (auto& candidate : candidates_) supersede(candidate);
  if (enough_) supersede(*enough_);
}

const CosignatureBook::Candidate* CosignatureBook::candidate(WallTime now) {
  if (!newest_) return nullptr;
  if (candidates_.empty() || !stands(candidates_.back(), now)) {
    for (std::size_t i = 0; !candidates_.empty() && i < answers_.size(); ++i) {
      answers_[i] = candidates_.back().cosignatures.contains(i);
    }
    candidates_.push_back(*newest_);
    candidate_since_ = now;
    if (candidates_.size() > candidates_max) candidates_.pop_front();
  }
  return &candidates_.back();
}

// Until there is something newer, it stands whoever has signed it.
bool CosignatureBook::stands(const Candidate& candidate, WallTime now) const {
  if (candidate.tree == newest_->tree) return true;
  if (now - candidate_since_ >= candidate_for) return false;
  for (std::size_t i = 0; i < answers_.size(); ++i) {
    if (answers_[i] && !candidate.cosignatures.contains(i)) return true;
  }
  return false;
}

const CosignatureBook::Candidate* CosignatureBook::wanted_from(std::size_t witness, WallTime now) {
  const auto* wanted = candidate(now);
  return wanted != nullptr && !wanted->cosignatures.contains(witness) ? wanted : nullptr;
}

Result<CosignatureBook::Taken> CosignatureBook::take(const tlog::Note& cosigned, WallTime now) {
  const auto is_this = [&](const auto& one) { return one.note.text == cosigned.text; };
  const auto found = std::ranges::find_if(candidates_, is_this);
  if (found == candidates_.end()) return fail("no cosignatures are wanted on this checkpoint");
  const auto own = own_signatures(cosigned, keys_, now);
  if (!own) return tl::unexpected(own.error());
  auto taken = Taken::known;
  for (const auto& [witness, signature] : *own) {
    sizes_[witness] = std::max(sizes_[witness], found->tree.size);
    if (found->cosignatures.emplace(witness, signature).second) taken = Taken::news;
  }
  if (has_enough(*found) && cosigned_size() <= found->tree.size) enough_ = *found;
  return taken;
}

bool CosignatureBook::has_enough(const Candidate& candidate) const {
  std::vector<std::size_t> witnesses;
  for (const auto& [witness, signature] : candidate.cosignatures) witnesses.push_back(witness);
  return tlog::is_quorum(policy_, witnesses);
}

std::optional<WallTime> CosignatureBook::unwitnessed_since() const {
  return enough_ ? enough_->superseded : first_published_;
}

std::string CosignatureBook::cosigned() const {
  if (!enough_) return {};
  auto note = enough_->note;
  for (const auto& [witness, signature] : enough_->cosignatures) {
    note.signatures.push_back(signature);
  }
  return tlog::encode(note);
}

}  // namespace tocsin::collector
