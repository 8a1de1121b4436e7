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

Json names_of(std::uint16_t bits) {
  const dns::Flags flags{bits};
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

Json reasons_of(const std::vector<record::Stray>& strays) {
  Json reasons = Json::array();
  for (const auto& stray : strays) reasons.push_back(name_of(stray.why));
  return reasons;
}

Json signs_of(record::Signs signs) {
  Json names = Json::array();
  for (std::size_t i = 0; i < record::sign_count; ++i) {
    const auto sign = static_cast<record::Sign>(i);
    if (signs.has(sign)) names.push_back(name_of(sign));
  }
  return names;
}

Json nanoseconds(const std::optional<Duration>& time) {
  return time ? Json(time->count()) : Json();
}

// Null where there was no reply.
void put_reply(Json& line, const std::optional<record::Heard>& heard) {
  line["flags"] = heard ? names_of(heard->flags) : Json();
  line["rcode"] = heard ? Json(heard->rcode) : Json();
  line["nsid"] = heard && heard->nsid ? Json(record::instance_text(*heard->nsid)) : Json();
  line["serial"] = heard ? or_null(heard->serial) : Json();
  line["reply"] = heard ? Json(to_base64(heard->reply)) : Json();
}

}  // namespace

std::string as_json_line(const record::Observation& observation,
                         const record::ClockReading& clock) {
  const auto& measurement = observation.measurement;
  const auto sent_at = clock.wall + (measurement.sent_at - clock.monotonic);
  Json line;
  line["outcome"] = name_of(measurement.outcome);
  line["rtt_ns"] = nanoseconds(measurement.rtt);
  line["rtt_source"] = name_of(measurement.rtt_source);
  line["connect_ns"] = nanoseconds(measurement.connect);
  line["hop_limit"] = or_null(measurement.hop_limit);
  put_reply(line, observation.heard);
  line["sent_at"] = to_rfc3339(sent_at);
  line["source_port"] = observation.source_port;
  line["query_id"] = observation.query_id;
  line["signs"] = signs_of(measurement.signs);
  line["strays"] = measurement.stray_count;
  line["stray_reasons"] = reasons_of(measurement.strays);
  return line.dump() + "\n";
}

}  // namespace tocsin::probe
