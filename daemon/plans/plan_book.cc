#include "daemon/plans/plan_book.h"

#include <algorithm>

#include "core/entry/object.h"
#include "core/record/limits.h"
#include "core/record/plan_codec.h"

namespace tocsin::collector {
namespace {

Bytes owned(ByteView bytes) {
  return {bytes.begin(), bytes.end()};
}

std::optional<plan::Plan> plan_of(const entry::EntryView& entry, ByteView object) {
  const auto reference = entry::decode_object_reference(entry.body);
  if (!reference || *reference != entry::refer_to(object)) return std::nullopt;
  auto plan = record::decode_plan(object);
  if (!plan) return std::nullopt;
  return std::move(*plan);
}

// What is left of a plan that is wanted no longer. The watch cannot be ended: it is as probes have
// it compiled in.
plan::Plan without(plan::Plan plan) {
  if (plan.name == plan::watch().name) return plan::watch();
  plan.measures.clear();
  return plan;
}

// Whether nothing is left that only the earlier word says.
bool replaces(const record::OptOut& later, const record::OptOut& earlier) {
  return later.key == earlier.key && later.from <= earlier.from && later.until >= earlier.until &&
         std::ranges::includes(later.addresses, earlier.addresses);
}

}  // namespace

void PlanBook::take(std::uint64_t index, const entry::EntryView& entry, ByteView object) {
  if (entry.kind == entry::Kind::plan) {
    auto plan = plan_of(entry, object);
    if (!plan) return;
    take_plan(index, std::move(*plan));
  } else if (entry.kind == entry::Kind::opt_out) {
    auto word = record::open_opt_out(entry.body);
    if (!word) return;
    take_word(index, std::move(*word));
    every_word_.insert(entry::encode(entry));
  } else if (entry.kind != entry::Kind::origins) {
    return;
  }
  said_[index] = {entry::encode(entry), owned(object)};
}

void PlanBook::take_plan(std::uint64_t index, plan::Plan plan) {
  auto& newest = plans_[plan.name];
  if (!newest.plan.name.empty()) said_.erase(newest.index);
  newest = {index, std::move(plan)};
}

void PlanBook::take_word(std::uint64_t index, record::OptOut word) {
  std::erase_if(words_, [&](const auto& earlier) {
    if (!replaces(word, earlier.second)) return false;
    said_.erase(earlier.first);
    return true;
  });
  words_[index] = std::move(word);
}

std::vector<plan::Plan> PlanBook::missing(const std::vector<plan::Plan>& wanted) const {
  std::vector<plan::Plan> missing;
  for (const auto& plan : wanted) {
    const auto found = plans_.find(plan.name);
    if (found == plans_.end() || found->second.plan != plan) missing.push_back(plan);
  }
  for (const auto& [name, newest] : plans_) {
    const bool is_wanted = std::ranges::find(wanted, name, &plan::Plan::name) != wanted.end();
    if (is_wanted) continue;
    const auto left = without(newest.plan);
    if (left != newest.plan) missing.push_back(left);
  }
  return missing;
}

std::vector<Bytes> PlanBook::missing_words(const std::vector<Bytes>& words) const {
  std::vector<Bytes> missing;
  for (const auto& word : words) {
    const auto entry = entry::encode({entry::Kind::opt_out, word});
    if (!every_word_.contains(entry)) missing.push_back(word);
  }
  return missing;
}

Result<record::PlanOffer> PlanBook::offer(std::uint64_t size,
                                          WallTime now,
                                          const Prove& prove,
                                          record::PlanOffer offer) const {
  for (const auto& [index, said] : said_) {
    const auto word = words_.find(index);
    if (index >= size || (word != words_.end() && word->second.until <= now)) continue;
    auto proof = prove(index);
    if (!proof) return tl::unexpected(proof.error());
    offer.push_back({said.entry, said.object, std::move(*proof)});
  }
  if (offer.size() > record::offered_entries_max) {
    return fail(std::to_string(offer.size()) + " plans and words, and probes read " +
                std::to_string(record::offered_entries_max));
  }
  return offer;
}

}  // namespace tocsin::collector
