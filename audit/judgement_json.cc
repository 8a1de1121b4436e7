#include "audit/judgement_json.h"

#include <nlohmann/json.hpp>
#include <ostream>

namespace tocsin::audit {
namespace {

using Json = nlohmann::ordered_json;

}  // namespace

void print_json(std::ostream& out, const ReplyVerdict& verdict) {
  const auto& judgement = verdict.judgement;
  auto reasons = Json::array();
  for (const auto& [tag, text] : judgement.reasons)
    reasons.push_back({{"tag", tag}, {"text", text}});
  Json json{{"verdict", name_of(judgement.verdict)}, {"reasons", std::move(reasons)}};
  if (judgement.serial) json["serial"] = *judgement.serial;
  for (const auto& [name, why] : verdict.refused) {
    json["refused_zones"].push_back({{"zone", name}, {"why", why}});
  }
  // A file may be called anything: what is no UTF-8 is replaced.
  out << json.dump(-1, ' ', true, Json::error_handler_t::replace) << "\n";
}

}  // namespace tocsin::audit
