#include <nlohmann/json.hpp>

#include "probes/main/trace_report.h"

namespace tocsin::probe {
namespace {

using Json = nlohmann::ordered_json;

Json json_of(const HopNotice& notice) {
  return {{"what", name_of(notice.what)},
          {"from", notice.from ? Json(to_text(*notice.from)) : Json()},
          {"rtt_ns", notice.rtt.count()}};
}

Json json_of(const HopReply& reply) {
  return {{"rtt_ns", reply.rtt.count()},
          {"hop_limit", reply.hop_limit ? Json(*reply.hop_limit) : Json()}};
}

Json json_of(const HopProbe& probe) {
  return {{"answer", name_of(probe.answer())},
          {"notice", probe.notice ? json_of(*probe.notice) : Json()},
          {"reply", probe.reply ? json_of(*probe.reply) : Json()}};
}

Json json_of(const Hop& hop) {
  Json probes = Json::array();
  for (const auto& probe : hop.probes) probes.push_back(json_of(probe));
  return {{"hop_limit", hop.hop_limit}, {"probes", std::move(probes)}};
}

Json json_of(const RouteSigns& signs) {
  Json names = Json::array();
  if (signs.answered_and_expired) names.push_back("answered_and_expired");
  if (signs.nearer_than_server) names.push_back("nearer_than_server");
  return names;
}

}  // namespace

std::string as_json(const Trace& trace, const RouteSigns& signs) {
  const auto hops_away = distance(trace);
  Json hops = Json::array();
  for (const auto& hop : trace.hops) hops.push_back(json_of(hop));
  Json report;
  report["server"] = to_text(trace.server);
  report["source_port"] = trace.source_port;
  report["end"] = name_of(trace.end);
  report["distance"] = hops_away ? Json(*hops_away) : Json();
  report["signs"] = json_of(signs);
  report["hops"] = std::move(hops);
  return report.dump(2) + "\n";
}

}  // namespace tocsin::probe
