#include "audit/measurement_json.h"

#include <nlohmann/json.hpp>

namespace tocsin::audit {

namespace {

std::string line_of(const nlohmann::ordered_json& json) {
  return json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace

std::string line_of(const assess::Measurement& measurement) {
  const auto& m = measurement;
  const bool soa = m.kind == assess::MeasurementKind::soa;
  nlohmann::ordered_json json{{"t", to_rfc3339(m.t)},
                              {"vp", m.vp},
                              {"rsi", std::string(1, m.rsi)},
                              {"family", static_cast<int>(m.family)},
                              {"transport", name_of(m.transport)},
                              {"kind", soa ? "soa" : "correctness"},
                              {"outcome", name_of(m.outcome)}};
  if (!m.country.empty()) json["country"] = m.country;
  if (m.rcode) json["rcode"] = *m.rcode;
  if (m.rtt) json["rtt_ns"] = m.rtt->count();
  if (m.serial) json["serial"] = *m.serial;
  if (m.correct) json["correct"] = *m.correct;
  if (!m.instance.empty()) json["instance"] = m.instance;
  if (!m.site.empty()) json["site"] = m.site;
  return line_of(json);
}

std::string line_of(const assess::Annotation& annotation) {
  const auto& [vp, letters, from, until] = annotation.about;
  nlohmann::ordered_json json{{"effect", name_of(annotation.effect)},
                              {"from", to_rfc3339(from)},
                              {"until", to_rfc3339(until)},
                              {"by", annotation.by},
                              {"why", annotation.why}};
  if (!vp.empty()) json["vp"] = vp;
  if (!letters.empty()) json["rsi"] = letters;
  return line_of(json);
}

}  // namespace tocsin::audit
