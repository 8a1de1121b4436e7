#include "probes/main/zone_text.h"

#include <nlohmann/json.hpp>
#include <set>

#include "core/base/hex.h"

namespace tocsin::probe {
namespace {

using Json = nlohmann::ordered_json;

std::size_t name_servers(const plan::TargetSet& targets) {
  std::set<std::string_view> names;
  for (const auto& endpoint : targets.endpoints) names.insert(endpoint.server);
  return names.size();
}

Json fields_of(const ZoneReport& report, const ZoneEffort& effort) {
  Json fields;
  fields["serial"] = report.serial;
  fields["digest"] = to_hex(report.digest);
  fields["records"] = report.records;
  fields["rrsets"] = report.rrsets;
  fields["zonemd"] = name_of(report.zonemd);
  fields["anchors"] = report.anchors;
  fields["good_until"] = to_rfc3339(report.good_until);
  fields["tlds"] = report.tlds.size();
  fields["name_servers"] = name_servers(report.targets);
  fields["endpoints"] = report.targets.endpoints.size();
  fields["took_ns"] = effort.took.count();
  fields["resident_bytes_max"] = effort.resident_bytes_max;
  return fields;
}

}  // namespace

std::string as_json(const ZoneReport& report, const ZoneEffort& effort) {
  return fields_of(report, effort).dump(2) + "\n";
}

std::string as_table(const ZoneReport& report, const ZoneEffort& effort) {
  constexpr std::size_t width = 20;
  std::string table;
  const auto fields = fields_of(report, effort);
  for (const auto& [name, value] : fields.items()) {
    const auto text = value.is_string() ? value.get<std::string>() : value.dump();
    table += name + std::string(width - name.size(), ' ') + text + "\n";
  }
  return table;
}

}  // namespace tocsin::probe
