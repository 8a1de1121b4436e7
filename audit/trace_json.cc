#include "audit/trace_json.h"

#include <nlohmann/json.hpp>

#include "audit/router_text.h"

namespace tocsin::audit {
namespace {

using Json = nlohmann::ordered_json;

Json query_json(const record::HopQuery& query) {
  Json json{{"icmp_type", nullptr},
            {"icmp_code", nullptr},
            {"from", nullptr},
            {"icmp_after_ns", nullptr},
            {"reply_after_ns", nullptr},
            {"hop_limit", nullptr}};
  if (const auto& notice = query.notice) {
    json["icmp_type"] = notice->type;
    json["icmp_code"] = notice->code;
    if (notice->from) json["from"] = router_text(*notice->from);
    json["icmp_after_ns"] = notice->rtt.count();
  }
  if (const auto& reply = query.reply) {
    json["reply_after_ns"] = reply->rtt.count();
    if (reply->hop_limit) json["hop_limit"] = *reply->hop_limit;
  }
  return json;
}

}  // namespace

Json trace_json(const std::optional<record::Trace>& trace) {
  if (!trace) return nullptr;
  auto hops = Json::array();
  for (std::size_t i = 0; i < trace->queries.size(); ++i) {
    if (i % trace->per_hop == 0) hops.push_back(Json::array());
    hops.back().push_back(query_json(trace->queries[i]));
  }
  return {{"end", name_of(trace->end)}, {"per_hop", trace->per_hop}, {"hops", std::move(hops)}};
}

}  // namespace tocsin::audit
