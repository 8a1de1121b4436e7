#include "daemon/segments/summarizer.h"

#include <algorithm>

#include "core/base/check.h"
#include "core/entry/logged_minutes.h"
#include "core/entry/object.h"
#include "core/entry/roster_snapshot.h"
#include "core/plan/root_hints.h"
#include "core/record/sealed_payload.h"
#include "core/record/signed_acknowledgement.h"
#include "core/record/signed_envelope.h"
#include "core/record/target_set.h"
#include "core/record/zone_version.h"
#include "daemon/cosign/recorded_checkpoints.h"
#include "daemon/ingest/batch_index.h"

namespace tocsin::collector {
namespace {

// Of the object that an entry which is no batch refers to.
std::optional<Digest> object_of(const entry::EntryView& entry) {
  switch (entry.kind) {
    case entry::Kind::target_set:
    case entry::Kind::plan:
    case entry::Kind::zone_step: {
      const auto reference = entry::decode_object_reference(entry.body);
      return reference ? std::optional(reference->digest) : std::nullopt;
    }
    case entry::Kind::zone: {
      const auto version = record::decode_zone_version(entry.body);
      return version ? std::optional(version->object) : std::nullopt;
    }
    case entry::Kind::minute_results: {
      const auto minutes = entry::decode_logged_minutes(entry.body);
      return minutes ? std::optional(minutes->results.digest) : std::nullopt;
    }
    case entry::Kind::roster: {
      const auto snapshot = entry::decode_roster_snapshot(entry.body);
      return snapshot ? std::optional(snapshot->roster.digest) : std::nullopt;
    }
    default:
      return std::nullopt;
  }
}

// One that cannot be read may have it.
bool has_root(ByteView target_set) {
  const auto set = record::decode_target_set(target_set);
  const auto is_root = [](const plan::Endpoint& endpoint) { return endpoint.zone == "."; };
  return !set || std::ranges::any_of(set->endpoints, is_root);
}

WallTime time_agreed(const Receipt& receipt) {
  const bool is_trusted = receipt.admission != record::Admission::time_not_trusted;
  return is_trusted ? receipt.at : WallTime{};
}

// The lower one of two.
WallTime median(std::vector<WallTime> times) {
  if (times.empty()) return {};
  const auto middle = times.begin() + static_cast<std::ptrdiff_t>((times.size() - 1) / 2);
  std::ranges::nth_element(times, middle);
  return *middle;
}

}  // namespace

Summarizer::Summarizer(std::uint64_t segment)
    : segment_(segment),
      next_(segment),
      compiled_in_(record::target_set_digest(plan::compiled_root_targets())) {}

Status<> Summarizer::take(std::uint64_t index, std::uint64_t offset, ByteView bytes) {
  check(index == next_, "records are summed up in order");
  ++next_;
  last_at_ = offset;
  const auto record = entry::decode_journal_record(bytes);
  auto why = record ? std::string() : to_error("record", record.error()).text;
  if (record && record->entry.kind == entry::Kind::batch) {
    why = take_batch(index, offset, *record);
  } else if (record) {
    take_said(index, offset, *record);
  }
  if (!why.empty()) return fail("journal record " + std::to_string(index) + ": " + why);
  return {};
}

// Why it is none of ours; nothing where it is.
std::string Summarizer::take_batch(std::uint64_t index,
                                   std::uint64_t offset,
                                   const entry::JournalRecord& record) {
  const auto body = record.entry.body;
  const auto envelope = record::SignedEnvelope::decode({body.begin(), body.end()});
  if (envelope) objects_.insert({front_of(envelope->claim().payload), offset});
  if (record.acknowledgement.empty()) return ++said_.evidence, std::string();
  if (!envelope) return to_error("envelope", envelope.error()).text;
  const auto word = record::peek_acknowledgement(record.acknowledgement);
  if (!word) return "acknowledgement cannot be read";
  const auto& claim = envelope->claim();
  const KnownEnvelope known{record::envelope_digest(body), {word->at, word->admission}, index};
  chains_[{claim.probe, claim.incarnation}].push_back({claim.sequence, claim.previous, known});
  const bool brings_targets = take_targets(index, offset, claim, record.payload);
  const bool is_trusted = word->admission != record::Admission::time_not_trusted;
  if (record.payload.empty()) ++gone_[claim.plan];
  if (!record.payload.empty() && is_trusted && !brings_targets) hold(index, claim, *word);
  ++said_.batches;
  return {};
}

void Summarizer::hold(std::uint64_t index,
                      const record::Envelope& envelope,
                      const record::Acknowledgement& word) {
  auto& held = held_[{envelope.plan, envelope.target_set}];
  held.indexes.push_back(index);
  held.taken = std::max({held.taken, word.at, envelope.closed_at.wall});
}

bool Summarizer::is_told_of_tlds(const Digest& target_set) const {
  const auto use = targets_.find(target_set);
  return use != targets_.end() && use->second.brought_at && !use->second.is_of_root;
}

std::vector<std::uint64_t> Summarizer::held(const std::string& plan) const {
  std::vector<std::uint64_t> indexes;
  for (const auto& [name, held] : held_) {
    if (name.first != plan || !is_told_of_tlds(name.second)) continue;
    indexes.insert(indexes.end(), held.indexes.begin(), held.indexes.end());
  }
  std::ranges::sort(indexes);
  return indexes;
}

std::vector<HeldPayloads> Summarizer::payloads() const {
  std::map<std::string, HeldPayloads> by_plan;
  for (const auto& [name, held] : held_) {
    if (!is_told_of_tlds(name.second)) continue;
    auto& of_plan = by_plan[name.first];
    of_plan.held += held.indexes.size();
    of_plan.taken = std::max(of_plan.taken, held.taken);
  }
  for (const auto& [plan, gone] : gone_) by_plan[plan].gone = gone;
  std::vector<HeldPayloads> payloads;
  for (auto& [plan, of_plan] : by_plan) {
    of_plan.plan = plan;
    payloads.push_back(std::move(of_plan));
  }
  return payloads;
}

bool Summarizer::take_targets(std::uint64_t index,
                              std::uint64_t offset,
                              const record::Envelope& envelope,
                              ByteView payload) {
  auto& use = targets_[envelope.target_set];
  use.last = index;
  if (use.brought_at || envelope.target_set == compiled_in_) return false;
  if (use.opened++ >= payloads_opened_max) return false;
  const auto opened = record::open(envelope, payload);
  const auto* set = opened ? record::find_object(*opened, envelope.target_set) : nullptr;
  if (set == nullptr) return false;
  use.brought_at = offset;
  use.is_of_root = has_root(*set);
  objects_.insert({front_of(envelope.target_set), offset});
  return true;
}

void Summarizer::take_said(std::uint64_t index,
                           std::uint64_t offset,
                           const entry::JournalRecord& record) {
  const auto& entry = record.entry;
  if (entry.kind == entry::Kind::checkpoint) {
    if (const auto size = size_in(as_text(entry.body))) said_.recorded.push_back({index, *size});
    return;
  }
  if (entry.kind == entry::Kind::time_stamp) {  // that there is one is all that is needed
    said_.said.push_back({index, offset, entry::encode(entry::EntryView{entry.kind, {}})});
    return;
  }
  if (entry.kind == entry::Kind::roster) {
    roster_ = SaidEntry{index, offset, entry::encode(entry)};
    if (record.payload.empty()) return;  // an earlier one has brought it
  } else {
    said_.said.push_back({index, offset, entry::encode(entry)});
  }
  if (const auto object = object_of(entry)) objects_.insert({front_of(*object), offset});
}

std::vector<std::uint64_t> Summarizer::offsets_of(std::uint64_t object_front) const {
  std::vector<std::uint64_t> offsets;
  for (auto place = objects_.lower_bound({object_front, 0});
       place != objects_.end() && place->front == object_front;
       ++place) {
    offsets.push_back(place->offset);
  }
  return offsets;
}

SegmentSummary Summarizer::summary() const {
  auto summary = said_;
  if (roster_) {
    auto& said = summary.said;
    said.insert(std::ranges::upper_bound(said, roster_->index, {}, &SaidEntry::index), *roster_);
  }
  std::vector<WallTime> times;
  for (const auto& [name, links] : chains_) {
    for (const auto& heard : links) times.push_back(time_agreed(heard.known.receipt));
    auto& chain = summary.chains.emplace_back(sum_up(links));
    chain.probe = name.first;
    chain.incarnation = name.second;
  }
  std::map<std::uint64_t, UsedTargets> by_use;
  for (const auto& [set, use] : targets_) by_use[use.last] = {set, use.brought_at};
  for (const auto& [last, used] : by_use) summary.target_sets.push_back(used);
  summary.payloads = payloads();
  summary.agreed = median(std::move(times));
  summary.objects.assign(objects_.begin(), objects_.end());
  return summary;
}

// Links that do not name the one before them begin another span, which then fits nowhere.
SummedChain Summarizer::sum_up(std::vector<HeardLink> links) {
  const auto place = [](const HeardLink& heard) {
    return std::pair(heard.sequence, heard.known.leaf);
  };
  std::ranges::sort(links, {}, place);
  SummedChain chain;
  for (const auto& [sequence, previous, known] : links) {
    const auto& digest = known.digest;
    auto* span = chain.spans.empty() ? nullptr : &chain.spans.back();
    if (span != nullptr && span->last + 1 == sequence && span->digest == previous) {
      span->last = sequence;
      span->digest = digest;
    } else {
      chain.spans.push_back({sequence, sequence, previous, digest});
    }
    chain.links.push_back(known);
  }
  return chain;
}

}  // namespace tocsin::collector
