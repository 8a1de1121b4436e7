#include "audit/rssac047_json.h"

#include <nlohmann/json.hpp>
#include <ostream>

namespace tocsin::audit {
namespace {

using assess::Figure;
using assess::Ratio;
using Json = nlohmann::ordered_json;

Json number(const std::optional<Ratio>& ratio) {
  return ratio ? Json(ratio->value()) : Json(nullptr);
}

Json figure_json(const Figure& figure) {
  Json json{{"value", number(figure.value)}};
  json["numerator"] = figure.value ? Json(figure.value->numerator) : Json(nullptr);
  json["denominator"] = figure.value ? Json(figure.value->denominator) : Json(nullptr);
  json["unit"] = name_of(figure.unit);
  json["threshold"] = figure.threshold.limit.value();
  json["verdict"] = name_of(figure.verdict());
  json["count"] = figure.count;
  const auto low = figure.value ? std::optional(figure.low) : std::nullopt;
  json["bounds"] = {number(low), number(figure.high)};
  return json;
}

// The reading that decides, and both beside it.
Json latency_json(const assess::RssLatency& latency) {
  auto json = figure_json(latency.pooled);
  json["decides"] = "pooled";
  json["readings"] = {{"pooled", figure_json(latency.pooled)},
                      {"interval_medians", figure_json(latency.intervals)}};
  return json;
}

template <class Each, class ToJson>
Json by_path(const assess::ByPath<Each>& each, const ToJson& to_json) {
  Json json = Json::object();
  for (std::size_t i = 0; i < assess::path_count; ++i) {
    json[std::string(name_of(assess::paths[i]))] = to_json(each[i]);
  }
  return json;
}

Json rss_json(const assess::RssFigures& rss) {
  return {{"availability", by_path(rss.availability, figure_json)},
          {"latency", by_path(rss.latency, latency_json)},
          {"correctness", figure_json(rss.correctness)},
          {"publication_latency", figure_json(rss.publication_latency)}};
}

Json rsis_json(const std::vector<assess::RsiFigures>& rsis) {
  Json json = Json::object();
  for (const auto& rsi : rsis) {
    json[std::string(1, rsi.rsi)] = {{"availability", by_path(rsi.availability, figure_json)},
                                     {"latency", by_path(rsi.latency, figure_json)},
                                     {"correctness", figure_json(rsi.correctness)},
                                     {"publication_latency", figure_json(rsi.publication_latency)}};
  }
  return json;
}

Json measurements_json(const assess::ColumnCounts& counts) {
  return {{"soa", counts.soa},
          {"correctness", counts.correctness},
          {"repeated", counts.repeated},
          {"intercepted", counts.intercepted},
          {"outside", counts.outside}};
}

}  // namespace

void print_json(std::ostream& out, const assess::Rssac047& figures) {
  const Json json{{"month", figures.month.to_text()},
                  {"rsis", figures.rsis.size()},
                  {"k", figures.needed},
                  {"vantage_points", figures.vantage_points},
                  {"publications", figures.publications.size()},
                  {"measurements", measurements_json(figures.counts)},
                  {"rss", rss_json(figures.rss)},
                  {"rsi", rsis_json(figures.rsis)}};
  out << json.dump() << "\n";
}

}  // namespace tocsin::audit
