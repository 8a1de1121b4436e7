#include <nlohmann/json.hpp>

#include "core/base/base64.h"
#include "core/dns/header.h"
#include "core/record/instance.h"
#include "probes/main/query_line.h"

namespace tocsin::probe {
namespace {

using Json = nlohmann::ordered_json;

template <class T>
Json or_null(const std::optional<T>& value) {
  return value ? Json(*value) : Json();
}

Json names_of(const std::optional<std::uint16_t>& bits) {
  if (!bits) return {};
  const dns::Flags flags{*bits};
  const std::pair<const char*, bool> all[] = {{"qr", flags.response()},
                                              {"aa", flags.authoritative()},
                                              {"tc", flags.truncated()},
                                              {"rd", flags.recursion_desired()},
                                              {"ra", flags.recursion_available()},
                                              {"ad", flags.authentic_data()},
                                              {"cd", flags.checking_disabled()}};
  Json names = Json::array();
  for (const auto& [name, set] : all) {
    if (set) names.push_back(name);
  }
  return names;
}

Json reasons_of(const std::vector<Stray>& strays) {
  Json reasons = Json::array();
  for (const auto& stray : strays) reasons.push_back(name_of(stray.why));
  return reasons;
}

}  // namespace

std::string as_json_line(const Observation& observation, const record::ClockReading& clock) {
  const auto& measurement = observation.measurement;
  const auto sent_at = clock.wall + (measurement.sent_at - clock.monotonic);
  Json line;
  line["outcome"] = name_of(measurement.outcome);
  line["rtt_ns"] = measurement.rtt ? Json(measurement.rtt->count()) : Json();
  line["rtt_source"] = name_of(measurement.rtt_source);
  line["flags"] = names_of(measurement.flags);
  line["rcode"] = or_null(measurement.rcode);
  line["nsid"] = measurement.nsid ? Json(record::instance_text(*measurement.nsid)) : Json();
  line["serial"] = or_null(measurement.serial);
  line["sent_at"] = to_rfc3339(sent_at);
  line["source_port"] = measurement.source_port;
  line["reply"] = measurement.reply.empty() ? Json() : Json(to_base64(measurement.reply));
  line["strays"] = observation.stray_count;
  line["stray_reasons"] = reasons_of(observation.strays);
  return line.dump() + "\n";
}

}  // namespace tocsin::probe
