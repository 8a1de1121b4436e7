// A collector's log with plans and operators' words in it, and what is offered of it.
#pragma once

#include "core/entry/entry.h"
#include "core/entry/object.h"
#include "core/record/next_origins.h"
#include "core/record/opt_out.h"
#include "core/record/plan_codec.h"
#include "core/record/plan_offer.h"
#include "core/tlog/log_proof.h"
#include "core/tlog/merkle_hash.h"
#include "core/tlog/note_check.h"
#include "core/tlog/tile.h"

namespace tocsin::probe {

inline const auto log_key = crypto::SigningKey::from_seed({1});
inline const auto operator_key = crypto::SigningKey::from_seed({2});
inline constexpr WallTime noon{std::chrono::seconds(1'785'585'600)};
inline const auto tld_server = *plan::address_from("192.0.2.7");

class OfferingLog {
 public:
  void add(const plan::Plan& plan) {
    const auto object = record::encode_plan(plan);
    const auto reference = encode(entry::refer_to(object));
    add({entry::Kind::plan, reference}, object);
  }
  void add(const record::OptOut& opt_out) {
    const auto signed_word = sign(opt_out, operator_key);
    add({entry::Kind::opt_out, signed_word}, {});
  }
  void add(const record::NextOrigin& next) {
    const auto body = encode(record::NextOrigins{{next}, noon});
    add({entry::Kind::origins, body}, {});
  }
  void add(const entry::EntryView& entry, Bytes object) {
    offer_.push_back({entry::encode(entry), std::move(object), ""});
  }

  record::PlanOffer offer(const crypto::SigningKey& key = log_key,
                          const std::string& origin = "geneva.example/log") const {
    std::vector<Digest> leaves;
    for (const auto& offered : offer_) leaves.push_back(tlog::leaf_hash(offered.entry));
    const auto nodes =
        tlog::nodes_of(leaves.size(), [&](const tlog::Tile&) { return std::optional(leaves); });
    const auto root = tlog::tree_root(leaves.size(), nodes).value();
    const auto text = tlog::encode(tlog::Checkpoint{origin, {leaves.size(), root}});
    const tlog::Note note{text, {tlog::sign_note(origin, key, text)}};
    auto offer = offer_;
    for (std::uint64_t i = 0; i < offer.size(); ++i) {
      const auto path = tlog::prove_inclusion(i, leaves.size(), nodes).value();
      offer[i].proof = encode(tlog::LogProof{std::nullopt, i, path, note});
    }
    return offer;
  }

 private:
  record::PlanOffer offer_;
};

// The log of the year after, as this one announces it.
inline const auto later_key = crypto::SigningKey::from_seed({27});
inline record::NextOrigin later_log() {
  return {"geneva.example/log/2027", later_key.public_key(), *from_rfc3339("2027-01-01T00:00:00Z")};
}

inline plan::Plan slow_watch() {
  auto watch = plan::watch();
  watch.measures[0].udp_every = std::chrono::seconds(20);
  return watch;
}

inline record::OptOut wish(std::uint32_t queries_per_second) {
  return {.name_of_operator = "Registry",
          .key = operator_key.public_key(),
          .addresses = {tld_server},
          .queries_per_second = queries_per_second,
          .from = noon - std::chrono::hours(1),
          .until = noon + std::chrono::hours(1)};
}

}  // namespace tocsin::probe
