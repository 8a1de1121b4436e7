#include "probes/main/doctor_text.h"

#include <nlohmann/json.hpp>

namespace tocsin::probe {
namespace {

using Json = nlohmann::ordered_json;

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size() + 1, width), ' ');
  return text;
}

}  // namespace

std::string as_table(const std::vector<Finding>& findings) {
  std::string table;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const auto& each = findings[i];
    const auto number = std::to_string(i + 1);
    table += std::string(number.size() < 2 ? " " : "") + number + "  " +
             padded(std::string(name_of(each.verdict)), 9) + padded(each.check, 21) + each.found +
             "\n";
    if (!each.remedy.empty()) table += std::string(34, ' ') + "-> " + each.remedy + "\n";
  }
  return table;
}

std::string as_json(const std::vector<Finding>& findings) {
  Json all = Json::array();
  for (std::size_t i = 0; i < findings.size(); ++i) {
    const auto& each = findings[i];
    all.push_back({{"number", i + 1},
                   {"check", each.check},
                   {"verdict", name_of(each.verdict)},
                   {"found", each.found},
                   {"remedy", each.remedy}});
  }
  Json report;
  report["verdict"] = name_of(worst_of(findings));
  report["findings"] = std::move(all);
  return report.dump(2) + "\n";
}

}  // namespace tocsin::probe
