#include "daemon/export/delegations_json.h"

#include <nlohmann/json.hpp>

namespace tocsin::collector {
namespace {

using Json = nlohmann::ordered_json;

std::string zone_of(std::string_view tld) {
  std::string zone(tld);
  for (char& c : zone) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
  if (!zone.empty() && zone.back() != '.') zone += '.';
  return zone;
}

Json change_json(const zone::DelegationChange& change) {
  auto alarms = Json::array();
  for (const auto alarm : change.alarms) alarms.push_back(name_of(alarm));
  return {{"tld", change.zone},
          {"change", name_of(change.fate)},
          {"lines", zone::lines_of(change)},
          {"alarms", std::move(alarms)}};
}

}  // namespace

std::string delegations_json(const StepBook& book, std::string_view tld) {
  const auto wanted = zone_of(tld);
  auto steps = Json::array();
  for (const auto& step : book.steps()) {
    auto changes = Json::array();
    for (const auto& change : step.changes) {
      if (wanted.empty() || change.zone == wanted) changes.push_back(change_json(change));
    }
    if (changes.empty() && !wanted.empty()) continue;
    steps.push_back({{"before", step.before},
                     {"after", step.after},
                     {"first_seen", to_rfc3339(step.first_seen)},
                     {"changes", std::move(changes)}});
  }
  return Json{{"steps", std::move(steps)}}.dump(-1, ' ', true, Json::error_handler_t::replace);
}

}  // namespace tocsin::collector
