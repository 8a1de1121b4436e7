#include "core/assess/root_windows_json.h"

#include <nlohmann/json.hpp>

#include "core/assess/month_columns.h"

namespace tocsin::assess {
namespace {

using Json = nlohmann::ordered_json;

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

Json counts_json(const Responses& responses) {
  auto json = figure_json(responses.figure());
  json["responses"] = {{"correct", responses.correct},
                       {"incorrect", responses.incorrect},
                       {"not_judged", responses.not_judged},
                       {"not_received", responses.not_received},
                       {"missing", responses.missing}};
  return json;
}

std::string letter_name(std::size_t letter) {
  return std::string(1, static_cast<char>('a' + letter));
}

Json path_json(const PathWindow& path) {
  auto json = figure_json(path.figure);
  json["intervals"] = {{"measured", path.measured}, {"missing", path.expected - path.measured}};
  for (std::size_t i = 0; i < letter_count; ++i) {
    json["letters"][letter_name(i)] = letter_json(path.letters[i], path.latency[i]);
  }
  return json;
}

}  // namespace

Json figure_json(const std::optional<RootFigure>& figure) {
  Json json{{"value", nullptr}, {"bounds", {nullptr, nullptr}}};
  if (!figure) return json;
  if (figure->ratio) json["value"] = *figure->ratio;
  json["bounds"] = {figure->low, figure->high};
  return json;
}

Json log_json(const LogWindows& windows) {
  return {{"from", windows.from}, {"size", windows.size}, {"left_out", windows.left_out}};
}

Json window_json(const WindowFigures& figures) {
  Json json;
  for (std::size_t i = 0; i < figures.paths.size(); ++i) {
    json[std::string(name_of(paths[i]))] = path_json(figures.paths[i]);
  }
  return json;
}

Json responses_json(const WindowFigures& figures) {
  auto json = counts_json(figures.all_responses());
  for (std::size_t i = 0; i < letter_count; ++i) {
    json["letters"][letter_name(i)] = counts_json(figures.responses[i]);
  }
  return json;
}

}  // namespace tocsin::assess
