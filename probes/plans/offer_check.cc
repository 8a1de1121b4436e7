#include "probes/plans/offer_check.h"

#include <map>
#include <utility>

#include "core/entry/entry.h"
#include "core/entry/object.h"
#include "core/record/plan_codec.h"
#include "core/record/plan_offer.h"
#include "core/tlog/log_proof.h"
#include "core/tlog/note_check.h"
#include "probes/plans/acceptance.h"

namespace tocsin::probe {
namespace {

struct Proven {
  std::uint64_t index = 0;
  tlog::Checkpoint checkpoint;
};

// That the entry is in the log: its hash in the tree, the tree under the log's signature.
Result<Proven> prove(const record::OfferedEntry& offered, const entry::LogKeys& log_keys) {
  const auto proof = tlog::parse_log_proof(offered.proof);
  if (!proof) return tl::unexpected(proof.error());
  auto checkpoint = tlog::check_inclusion(*proof, offered.entry);
  if (!checkpoint) return tl::unexpected(checkpoint.error());
  const auto& log_key = log_keys.of(checkpoint->origin);
  const auto key = tlog::verifier_key(checkpoint->origin, tlog::Algorithm::ed25519, log_key);
  if (auto checked = tlog::check_note(proof->checkpoint, std::span(&key, 1)); !checked) {
    return tl::unexpected(checked.error());
  }
  return Proven{proof->index, std::move(*checkpoint)};
}

// As it says; nothing where it is no proof.
std::string log_named_in(std::string_view proof) {
  const auto parsed = tlog::parse_log_proof(proof);
  const auto checkpoint =
      parsed ? tlog::parse_checkpoint(parsed->checkpoint.text) : tl::unexpected(parsed.error());
  return checkpoint ? checkpoint->origin : std::string();
}

class Checking {
 public:
  explicit Checking(const entry::LogKeys& log_keys) : log_keys_(log_keys) {}

  void take(const record::OfferedEntry& offered) {
    const auto entry = entry::decode(offered.entry);
    if (!entry) return refuse("an entry cannot be read");
    const auto proven = prove(offered, log_keys_);
    if (!proven) return refuse(offered, *entry, proven.error());
    see(proven->checkpoint);
    if (entry->kind == entry::Kind::plan) {
      take_plan(proven->index, entry->body, offered.object);
    } else if (entry->kind == entry::Kind::opt_out) {
      take_opt_out(proven->index, entry->body);
    } else if (entry->kind == entry::Kind::origins) {
      announced_[{proven->checkpoint.origin, proven->index}] =
          Bytes(entry->body.begin(), entry->body.end());
    }
  }

  CheckedOffer finish() && {
    for (auto& [log, why] : unproven_) {
      if (!checked_.seen || checked_.seen->origin == log) refuse(std::move(why));
    }
    for (auto& [name, newest] : plans_) checked_.plans.push_back(std::move(newest.plan));
    for (auto& [index, opt_out] : opt_outs_) checked_.opt_outs.push_back(std::move(opt_out));
    for (auto& [place, body] : announced_) checked_.announced.push_back(std::move(body));
    return std::move(checked_);
  }

 private:
  struct Newest {
    std::uint64_t index = 0;
    plan::Plan plan;
  };

  // A log that has ended may be offered from before the current one, which is the last.
  void see(const tlog::Checkpoint& checkpoint) {
    auto& seen = checked_.seen;
    const bool is_news = !seen || seen->origin != checkpoint.origin;
    if (is_news || checkpoint.tree.size > seen->tree.size) seen = checkpoint;
  }

  void take_plan(std::uint64_t index, ByteView body, ByteView object) {
    const auto reference = entry::decode_object_reference(body);
    if (!reference || *reference != entry::refer_to(object)) {
      return refuse("a plan is not the one in the log");
    }
    auto plan = record::decode_plan(object);
    if (!plan) return refuse("a plan cannot be read");
    if (const auto why = why_not(*plan)) return refuse("plan " + plan->name + " " + *why);
    auto& newest = plans_[plan->name];
    if (newest.plan.name.empty() || index > newest.index) newest = {index, std::move(*plan)};
  }

  void take_opt_out(std::uint64_t index, ByteView body) {
    auto opt_out = record::open_opt_out(body);
    if (!opt_out) return refuse("an opt-out is " + std::string(name_of(opt_out.error())));
    opt_outs_.emplace(index, std::move(*opt_out));
  }

  // An announcement by a log that has ended is for whoever was told the key of that one.
  void refuse(const record::OfferedEntry& offered, const entry::EntryView& entry, Error error) {
    auto why = "entry of kind " + name_of(entry.kind) + ": " + error.text;
    if (entry.kind != entry::Kind::origins) return refuse(std::move(why));
    unproven_.emplace_back(log_named_in(offered.proof), std::move(why));
  }

  void refuse(std::string what) { checked_.refused.push_back(std::move(what)); }

  const entry::LogKeys& log_keys_;
  std::vector<std::pair<std::string, std::string>> unproven_;  // by which log, and why not
  std::map<std::string, Newest> plans_;
  std::map<std::uint64_t, record::OptOut> opt_outs_;
  std::map<std::pair<std::string, std::uint64_t>, Bytes> announced_;  // by log and index in it
  CheckedOffer checked_;
};

}  // namespace

Result<CheckedOffer> check_offer(ByteView offer, const entry::LogKeys& log_keys) {
  const auto decoded = record::decode_plan_offer(offer);
  if (!decoded) return fail("no offer of plans: " + std::string(name_of(decoded.error().fault)));
  Checking checking(log_keys);
  for (const auto& offered : *decoded) checking.take(offered);
  return std::move(checking).finish();
}

}  // namespace tocsin::probe
