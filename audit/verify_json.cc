#include "audit/verify_json.h"

#include <nlohmann/json.hpp>
#include <ostream>

namespace tocsin::audit {

namespace {

using Json = nlohmann::ordered_json;

Json stamps_json(const StampAudit& stamps) {
  auto tokens = Json::array();
  for (const auto& token : stamps.tokens) {
    const auto& [authority, stamp, why_not] = token.opened;
    Json one{{"file", token.file}, {"counts", why_not.empty()}};
    if (!why_not.empty()) one["why"] = why_not;
    if (stamp) {
      one["authority"] = authority;
      one["signed_by"] = stamp->authority;
      one["earliest"] = to_rfc3339(stamp->earliest());
      one["latest"] = to_rfc3339(stamp->latest());
      one["policy"] = stamp->policy;
      one["serial"] = stamp->serial;
    }
    tokens.push_back(std::move(one));
  }
  return tokens;
}

}  // namespace

void print_json(std::ostream& out, const BundleAudit& audit) {
  auto ladder = Json::array();
  for (const auto& rung : audit.ladder) {
    ladder.push_back(
        {{"name", rung.name}, {"holds", rung.holds == Rung::Holds::yes}, {"why", rung.said}});
  }
  const Json json{
      {"holds", all_hold(audit.ladder)},
      {"ladder", std::move(ladder)},
      {"tokens", stamps_json(audit.stamps)},
      {"concluded",
       audit.concluded ? Json::parse(bundle::to_json(*audit.concluded)) : Json(nullptr)}};
  out << json.dump(-1, ' ', false, Json::error_handler_t::replace) << "\n";
}

}  // namespace tocsin::audit
