#include "audit/root_json.h"

#include <nlohmann/json.hpp>

#include "core/assess/root_windows_json.h"

namespace tocsin::audit {

std::string root_json(WallTime at, const assess::LogWindows& windows) {
  nlohmann::ordered_json json{{"at", to_rfc3339(at)}, {"log", assess::log_json(windows)}};
  for (const auto& figures : windows.figures) {
    json["availability"][std::string(name_of(figures.window))] = assess::window_json(figures);
  }
  for (const auto& figures : windows.figures) {
    json["correctness"][std::string(name_of(figures.window))] = assess::responses_json(figures);
  }
  return json.dump() + "\n";
}

}  // namespace tocsin::audit
