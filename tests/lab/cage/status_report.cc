#include "tests/lab/cage/status_report.h"

#include <nlohmann/json.hpp>
#include <sstream>

namespace tocsin::lab {
namespace {

nlohmann::json as_json(Lab& lab, const Faults& faults) {
  nlohmann::json report = {{"profile", lab.topology().profile}};
  for (const auto& host : lab.topology().hosts) {
    report["hosts"].push_back(
        {{"name", host.name}, {"country", host.country}, {"addresses", host.addresses}});
  }
  report["faults"] = nlohmann::json::array();
  for (const auto& fault : faults.active()) report["faults"].push_back(to_text(fault));
  for (const auto& [name, state] : lab.supervisor().services()) {
    nlohmann::json service = {
        {"name", name}, {"host", state.service.host}, {"running", state.pid != 0}};
    const auto serial = lab.serials().find(name);
    if (serial != lab.serials().end()) service["serial"] = serial->second;
    report["services"].push_back(std::move(service));
  }
  for (const auto& letter : lab.topology().letters) {
    report["letters"].push_back(
        {{"name", std::string(1, letter.name)}, {"ipv4", letter.ipv4}, {"ipv6", letter.ipv6}});
  }
  for (const auto& instance : lab.topology().instances) {
    nlohmann::json entry = {
        {"name", instance.name}, {"host", instance.host}, {"addresses", instance.addresses}};
    if (instance.letter) entry["letter"] = std::string(1, *instance.letter);
    report["instances"].push_back(std::move(entry));
  }
  return report;
}

std::string as_text(Lab& lab, const Faults& faults) {
  std::ostringstream text;
  text << "profile " << lab.topology().profile << ", " << lab.topology().hosts.size() << " hosts\n";
  for (const auto& [name, state] : lab.supervisor().services()) {
    text << (state.pid != 0 ? "up    " : "DOWN  ") << name << " at " << state.service.host;
    const auto serial = lab.serials().find(name);
    if (serial != lab.serials().end()) text << ", serial " << serial->second;
    text << "\n";
  }
  for (const auto& fault : faults.active()) text << "fault " << to_text(fault) << "\n";
  return text.str();
}

}  // namespace

Result<std::string> status_report(Lab& lab, const Faults& faults, const std::string& form) {
  return form == "json" ? as_json(lab, faults).dump(2) + "\n" : as_text(lab, faults);
}

}  // namespace tocsin::lab
