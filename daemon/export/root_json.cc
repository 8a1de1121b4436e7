#include "daemon/export/root_json.h"

#include <nlohmann/json.hpp>

#include "core/assess/root_windows_json.h"
#include "daemon/export/label_text.h"
#include "daemon/export/words.h"

namespace tocsin::collector {
namespace {

using Json = nlohmann::ordered_json;

std::string path_name(plan::Family family, record::Transport transport) {
  return word(family) + "_" + word(transport);
}

Json now_json(const RootStatus& root) {
  auto json = assess::figure_json(root.figure);
  for (std::size_t i = 0; i < probe_state_count; ++i) {
    json["probes"][std::string(probe_state_names[i])] = root.probes[i];
  }
  return json;
}

// The serial stands only where nobody verified it.
Json instance_json(const InstanceLag& seen) {
  Json json{{"letter", word(seen.letter)},
            {"nsid", instance_label(seen.instance)},
            {"probes", seen.probes},
            {"lag_s", nullptr}};
  if (seen.lag) json["lag_s"] = std::chrono::duration<double>(*seen.lag).count();
  if (seen.unverified_serial) json["unverified_serial"] = *seen.unverified_serial;
  return json;
}

Json instances_json(const std::vector<InstanceLag>& instances) {
  auto json = Json::array();
  for (const auto& each : instances) json.push_back(instance_json(each));
  return json;
}

}  // namespace

std::string root_json(const Snapshot& snapshot) {
  Json availability = Json::object();
  for (const auto& root : snapshot.root) {
    availability["now"][path_name(root.family, root.transport)] = now_json(root);
  }
  for (const auto& figures : snapshot.windows.figures) {
    availability[std::string(name_of(figures.window))] = assess::window_json(figures);
  }
  Json correctness = Json::object();
  for (const auto& figures : snapshot.windows.figures) {
    correctness[std::string(name_of(figures.window))] = assess::responses_json(figures);
  }
  const Json json{{"at", to_rfc3339(snapshot.at)},
                  {"log", assess::log_json(snapshot.windows)},
                  {"availability", std::move(availability)},
                  {"correctness", std::move(correctness)},
                  {"instances", instances_json(snapshot.instances)}};
  return json.dump() + "\n";
}

}  // namespace tocsin::collector
