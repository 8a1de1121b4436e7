#include "core/witness/witness.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/tlog/checkpoint.h"
#include "core/tlog/merkle_hash.h"
#include "core/tlog/note_check.h"
#include "core/witness/add_checkpoint.h"

namespace tocsin::witness {
namespace {

Decision refuse(Verdict verdict, std::string_view why, std::string origin = {}) {
  return {verdict, std::string(why) + "\n", std::move(origin), {}, {}};
}

// The note with the signatures of these keys alone; nothing where none has signed, or one wrongly.
std::optional<tlog::Note> signed_by(const tlog::Note& note,
                                    std::span<const tlog::VerifierKey> keys) {
  const auto checked = tlog::check_note(note, keys);
  if (!checked) return std::nullopt;
  tlog::Note kept{note.text, {}};
  for (const auto& signature : note.signatures) {
    const auto known = std::ranges::find(checked->ignored, signature) == checked->ignored.end();
    const auto again = std::ranges::find(kept.signatures, signature) != kept.signatures.end();
    if (known && !again) kept.signatures.push_back(signature);
  }
  return kept;
}

}  // namespace

Witness::Witness(Cosigner cosigner, std::vector<WatchedLog> logs)
    : cosigner_(std::move(cosigner)),
      key_(tlog::verifier_key(
          cosigner_.name, tlog::Algorithm::cosignature_v1, cosigner_.key.public_key())) {
  for (auto& log : logs) {
    const auto added = logs_.emplace(log.origin, Log{std::move(log.keys), std::nullopt}).second;
    check(added, "a log is watched once");
  }
}

Status<> Witness::resume(const std::string& origin, std::string_view note) {
  const auto log = logs_.find(origin);
  check(log != logs_.end(), "what is resumed is watched");
  auto parsed = tlog::parse_note(note);
  if (!parsed) return tl::unexpected(parsed.error());
  const auto checkpoint = tlog::parse_checkpoint(parsed->text);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  if (checkpoint->origin != origin) return fail("is of another log, " + checkpoint->origin);
  if (!signed_by(*parsed, log->second.keys)) return fail("no known key of the log has signed it");
  if (!signed_by(*parsed, std::span(&key_, 1))) return fail("this witness has not cosigned it");
  log->second.latest = Cosigned{checkpoint->tree, std::move(*parsed)};
  return {};
}

// In the order of the specification.
Decision Witness::add_checkpoint(std::string_view body, WallTime now) const {
  const auto request = parse_add_checkpoint(body);
  if (!request) return refuse(Verdict::malformed, request.error().text);
  const auto offered = tlog::parse_checkpoint_lines(request->checkpoint.text);
  if (!offered) return refuse(Verdict::malformed, offered.error().text);
  const auto found = logs_.find(offered->origin);
  if (found == logs_.end()) return refuse(Verdict::unknown_log, "this log is not watched here");
  const auto& [origin, log] = *found;
  const auto note = signed_by(request->checkpoint, log.keys);
  if (!note) return refuse(Verdict::not_signed, "no known key of the log has signed this", origin);
  if (request->old_size > offered->tree.size) {
    return refuse(Verdict::malformed, "the old size is above the new one", origin);
  }

  const auto held = log.latest ? log.latest->tree : tlog::TreeHead{0, tlog::empty_root()};
  Decision decision{Verdict::inconsistent, {}, origin, {}, {}};
  const auto same_size = offered->tree.size == held.size;
  if (log.latest && same_size && offered->tree.root != held.root) {
    decision.fork = Fork{Fork::Kind::same_size, log.latest->checkpoint, *note};
  }
  if (request->old_size != held.size) {
    decision.verdict = Verdict::other_size;
    decision.body = std::to_string(held.size) + "\n";
    return decision;
  }
  if (same_size && offered->tree.root != held.root) {
    decision.body = "another root of the same size\n";
    return decision;
  }
  if (!tlog::proves_consistency(request->proof, held, offered->tree)) {
    decision.body = "the proof does not show that the new tree holds the old one\n";
    if (held.size != 0) {
      decision.fork = Fork{Fork::Kind::not_shown, log.latest->checkpoint, *note};
    }
    return decision;
  }
  decision.verdict = Verdict::cosigned;
  decision.cosigned = cosign(offered->tree, *note, now);
  decision.body = tlog::encode(decision.cosigned->checkpoint.signatures.back());
  return decision;
}

Cosigned Witness::cosign(const tlog::TreeHead& tree, tlog::Note signed_by_log, WallTime now) const {
  signed_by_log.signatures.push_back(
      tlog::cosign_note(cosigner_.name, cosigner_.key, signed_by_log.text, now));
  return {tree, std::move(signed_by_log)};
}

void Witness::take(const std::string& origin, Cosigned cosigned) {
  const auto log = logs_.find(origin);
  check(log != logs_.end(), "what was decided is of a watched log");
  const auto& latest = log->second.latest;
  check(!latest || latest->tree.size <= cosigned.tree.size, "a log is never rolled back");
  log->second.latest = std::move(cosigned);
}

const Cosigned* Witness::latest(const std::string& origin) const {
  const auto log = logs_.find(origin);
  return log != logs_.end() && log->second.latest ? &*log->second.latest : nullptr;
}

}  // namespace tocsin::witness
