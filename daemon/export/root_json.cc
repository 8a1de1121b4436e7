#include "daemon/export/root_json.h"

#include <nlohmann/json.hpp>

#include "daemon/export/label_text.h"
#include "daemon/export/words.h"

namespace tocsin::collector {
namespace {

using Json = nlohmann::ordered_json;

std::string path_name(plan::Family family, record::Transport transport) {
  return word(family) + "_" + word(transport);
}

// The value and both bounds; null where nobody knows.
Json figure_json(const std::optional<RootFigure>& figure) {
  Json json{{"value", nullptr}, {"bounds", {nullptr, nullptr}}};
  if (!figure) return json;
  if (figure->ratio) json["value"] = *figure->ratio;
  json["bounds"] = {figure->low, figure->high};
  return json;
}

Json now_json(const RootStatus& root) {
  auto json = figure_json(root.figure);
  for (std::size_t i = 0; i < probe_state_count; ++i) {
    json["probes"][std::string(probe_state_names[i])] = root.probes[i];
  }
  return json;
}

// The median and both bounds; null without a good answer.
Json latency_json(const LetterLatency& latency) {
  Json json{{"median", nullptr}, {"bounds", {nullptr, nullptr}}, {"answers", latency.answers}};
  if (!latency.median) return json;
  json["median"] = latency.median->value.value();
  json["bounds"] = {latency.median->low.value(), latency.median->high.value()};
  return json;
}

Json letter_json(const LetterWindow& letter, const LetterLatency& latency) {
  return {{"served", letter.up},
          {"failed", letter.measured - letter.up},
          {"missing", letter.expected - letter.measured},
          {"latency_ms", latency_json(latency)}};
}

Json window_json(const PathWindow& path) {
  auto json = figure_json(path.figure);
  json["intervals"] = {{"measured", path.measured}, {"missing", path.expected - path.measured}};
  for (std::size_t i = 0; i < letter_count; ++i) {
    json["letters"][word(static_cast<char>('a' + i))] =
        letter_json(path.letters[i], path.latency[i]);
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
  for (const auto& figures : snapshot.windows) {
    for (std::size_t i = 0; i < figures.paths.size(); ++i) {
      const auto path = path_name(families[i / 2], transports[i % 2]);
      availability[word(figures.window)][path] = window_json(figures.paths[i]);
    }
  }
  const Json json{{"at", to_rfc3339(snapshot.at)},
                  {"availability", std::move(availability)},
                  {"instances", instances_json(snapshot.instances)}};
  return json.dump() + "\n";
}

}  // namespace tocsin::collector
