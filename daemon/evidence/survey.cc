#include "daemon/evidence/survey.h"

#include <algorithm>

#include "core/base/bytes.h"
#include "core/bundle/account.h"
#include "core/entry/logged_time_stamp.h"
#include "core/entry/object.h"
#include "core/tlog/checkpoint.h"

namespace tocsin::collector {
namespace {

// C2SP tlog-cosignature: seconds since 1970 in 64 bits, then the signature.
constexpr std::size_t time_bytes = 8;
constexpr std::size_t cosignature_bytes = time_bytes + 64;
constexpr std::uint64_t seconds_max = 9'000'000'000;

std::optional<WallTime> time_in(const tlog::NoteSignature& cosignature) {
  if (cosignature.signature.size() != cosignature_bytes) return std::nullopt;
  std::uint64_t seconds = 0;
  for (std::size_t i = 0; i < time_bytes; ++i) seconds = seconds << 8 | cosignature.signature[i];
  if (seconds > seconds_max) return std::nullopt;
  return WallTime{std::chrono::seconds(seconds)};
}

std::optional<Mark> mark_in(ByteView body, const tlog::Policy& policy) {
  const auto note = tlog::parse_note(as_text(body));
  if (!note) return std::nullopt;
  const auto checkpoint = tlog::parse_checkpoint(note->text);
  auto mark = times_said(*note, policy);
  if (!checkpoint || !mark) return std::nullopt;
  mark->note = std::string(as_text(body));
  mark->size = checkpoint->tree.size;
  return mark;
}

}  // namespace

std::optional<Mark> times_said(const tlog::Note& note, const tlog::Policy& policy) {
  Mark mark;
  for (const auto& signature : note.signatures) {
    const auto is_its = [&](const tlog::PolicyWitness& witness) {
      return witness.key.name == signature.name && key_id(witness.key) == signature.key_id;
    };
    if (std::ranges::none_of(policy.witnesses, is_its)) continue;
    const auto at = time_in(signature);
    if (!at) continue;
    mark.first = std::min(mark.first.value_or(*at), *at);
    mark.at = std::max(mark.at.value_or(*at), *at);
  }
  return mark.at ? std::optional(std::move(mark)) : std::nullopt;
}

Survey::Survey(bundle::Question question, Duration late, const tlog::Policy& policy)
    : question_(std::move(question)), late_(late), policy_(policy) {}

void Survey::take(std::uint64_t index, ByteView bytes) {
  const auto entry = entry::decode(bytes);
  if (!entry) return;
  switch (entry->kind) {
    case entry::Kind::batch:
      return take_batch(index, entry->body);
    case entry::Kind::checkpoint:
      return take_checkpoint(index, entry->body);
    case entry::Kind::time_stamp:
      return take_stamp(index, entry->body);
    case entry::Kind::target_set:
      return take_reference(index, entry->body);
    case entry::Kind::plan:
      take_reference(index, entry->body);
      [[fallthrough]];
    case entry::Kind::enrolment:
    case entry::Kind::attestation:
    case entry::Kind::revocation:
    case entry::Kind::opt_out:
      said_.push_back(index);
      return;
    default:
      return;
  }
}

void Survey::take_batch(std::uint64_t index, ByteView body) {
  const auto signed_envelope = record::SignedEnvelope::decode({body.begin(), body.end()});
  if (!signed_envelope) return;
  const auto& envelope = signed_envelope->claim();
  if (!first_recent_ && envelope.closed_at.wall >= question_.from - objects_age_max) {
    first_recent_ = index;
  }
  if (envelope.plan != question_.plan || !bundle::touches(question_, envelope)) return;
  if (over_) {
    ++too_late_;
    return;
  }
  too_many_ = too_many_ || batches_.size() == batches_max;
  if (too_many_) return;
  batches_.push_back({index, envelope.payload, envelope.payload_bytes});
  if (after_ && after_->size <= index) after_.reset();
}

void Survey::take_checkpoint(std::uint64_t index, ByteView body) {
  auto mark = mark_in(body, policy_);
  if (!mark || mark->size > index) return;
  any_recorded_ = true;
  const auto at = *mark->at;
  const auto first = batches_.empty() ? index : batches_.front().index;
  if (at <= question_.from && mark->size <= first && (!before_ || before_->size < mark->size)) {
    before_ = std::move(*mark);
    return;
  }
  over_ = over_ || at >= question_.to + std::max(late_, latest);
  const bool has_all = batches_.empty() || mark->size > batches_.back().index;
  if (!after_ && has_all && *mark->first >= question_.to + late_) after_ = std::move(*mark);
}

void Survey::take_stamp(std::uint64_t index, ByteView body) {
  const auto stamp = entry::decode_time_stamp(body);
  if (stamp && stamp->checkpoint < index) stamps_[stamp->checkpoint].push_back(index);
}

void Survey::take_reference(std::uint64_t index, ByteView body) {
  if (const auto reference = entry::decode_object_reference(body)) {
    referred_.emplace(reference->digest, index);
  }
}

std::optional<std::uint64_t> Survey::entry_of(const Digest& object) const {
  const auto found = referred_.find(object);
  if (found == referred_.end()) return std::nullopt;
  return found->second;
}

std::uint64_t Survey::objects_from() const {
  return first_recent_.value_or(0);
}

}  // namespace tocsin::collector
