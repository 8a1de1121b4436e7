#include <nlohmann/json.hpp>

#include "core/base/hex.h"
#include "core/record/instance.h"
#include "probes/main/once_report.h"

namespace tocsin::probe {
namespace {

using Json = nlohmann::ordered_json;

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

Json or_null(const std::optional<Duration>& duration) {
  return duration ? Json(duration->count()) : Json();
}

Json json_of(const OnceReport& report, const record::Observation& observation) {
  const auto& measurement = observation.measurement;
  const auto& heard = observation.heard;
  const auto& endpoint = report.targets.endpoints[measurement.endpoint];
  const auto sent_at = report.clock.wall + (measurement.sent_at - report.clock.monotonic);
  const auto nsid = heard ? heard->nsid : std::nullopt;
  return {{"server", endpoint.server},
          {"family", endpoint.address.family == plan::Family::v4 ? "ipv4" : "ipv6"},
          {"address", to_text(endpoint.address)},
          {"transport", name_of(measurement.transport)},
          {"outcome", name_of(measurement.outcome)},
          {"sent_at", to_rfc3339(sent_at)},
          {"rtt_ns", or_null(measurement.rtt)},
          {"rtt_source", name_of(measurement.rtt_source)},
          {"rcode", heard ? Json(heard->rcode) : Json()},
          {"nsid", nsid ? Json(to_hex(*nsid)) : Json()},
          {"instance", nsid ? Json(record::instance_text(*nsid)) : Json()},
          {"serial", heard ? or_null(heard->serial) : Json()}};
}

}  // namespace

std::string as_json(const OnceReport& report) {
  Json measurements = Json::array();
  for (const auto& observation : report.observations) {
    measurements.push_back(json_of(report, observation));
  }
  const Json document{{"clock_bound_ns", or_null(report.clock.bound)},
                      {"measurements", std::move(measurements)}};
  return document.dump(2) + "\n";
}

}  // namespace tocsin::probe
