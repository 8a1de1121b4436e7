#include "audit/rssac047_json.h"

#include <nlohmann/json.hpp>
#include <ostream>

#include "core/base/base64.h"

namespace tocsin::audit {
namespace {

using assess::Figure;
using assess::Ratio;
using Json = nlohmann::ordered_json;

constexpr int no_indent = -1;

// Names come from whoever measured: what is no UTF-8 is replaced.
std::string text_of(const Json& json, int indent) {
  return json.dump(indent, ' ', false, Json::error_handler_t::replace);
}

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

// The one that decides, and within it the one of everything.
Json both_json(const Figure& figure, const Figure& whole) {
  auto json = figure_json(figure);
  json["without_exclusions"] = figure_json(whole);
  return json;
}

// The reading that decides, and both beside it.
Json latency_json(const assess::RssLatency& latency, const assess::RssLatency& whole) {
  auto json = both_json(latency.pooled, whole.pooled);
  json["decides"] = "pooled";
  json["readings"] = {{"pooled", both_json(latency.pooled, whole.pooled)},
                      {"interval_medians", both_json(latency.intervals, whole.intervals)}};
  return json;
}

template <class Each, class ToJson>
Json by_path(const assess::ByPath<Each>& each,
             const assess::ByPath<Each>& whole,
             const ToJson& to_json) {
  Json json = Json::object();
  for (std::size_t i = 0; i < assess::path_count; ++i) {
    json[std::string(name_of(assess::paths[i]))] = to_json(each[i], whole[i]);
  }
  return json;
}

Json rss_json(const assess::RssFigures& rss, const assess::RssFigures& whole) {
  return {{"availability", by_path(rss.availability, whole.availability, both_json)},
          {"latency", by_path(rss.latency, whole.latency, latency_json)},
          {"correctness", both_json(rss.correctness, whole.correctness)},
          {"publication_latency", both_json(rss.publication_latency, whole.publication_latency)}};
}

Json rsi_json(const assess::RsiFigures& rsi, const assess::RsiFigures& whole) {
  return {{"availability", by_path(rsi.availability, whole.availability, both_json)},
          {"latency", by_path(rsi.latency, whole.latency, both_json)},
          {"correctness", both_json(rsi.correctness, whole.correctness)},
          {"publication_latency", both_json(rsi.publication_latency, whole.publication_latency)}};
}

Json replies_json(const std::vector<Annotated>& annotations, char letter) {
  Json json = Json::array();
  for (const auto& each : annotations) {
    if (each.replies_for.find(letter) == std::string::npos) continue;
    json.push_back({{"by", each.by},
                    {"from", to_rfc3339(each.from)},
                    {"until", to_rfc3339(each.until)},
                    {"why", each.why}});
  }
  return json;
}

Json rsis_json(const MonthReport& report) {
  Json json = Json::object();
  for (std::size_t i = 0; i < report.figures.rsis.size(); ++i) {
    const auto& rsi = report.figures.rsis[i];
    auto& one = json[std::string(1, rsi.rsi)] = rsi_json(rsi, report.whole.rsis[i]);
    one["verdict"] = name_of(verdict_of(rsi));
    one["replies"] = replies_json(report.annotations, rsi.rsi);
  }
  return json;
}

Json annotation_json(const Annotated& annotated) {
  return {{"effect", name_of(annotated.effect)},
          {"by", annotated.by},
          {"whose", annotated.whose.empty() ? Json(nullptr) : Json(annotated.whose)},
          {"vps", annotated.vps},
          {"rsi", annotated.letters},
          {"from", to_rfc3339(annotated.from)},
          {"until", to_rfc3339(annotated.until)},
          {"why", annotated.why},
          {"applied", !annotated.left_out.empty()},
          {"measurements", annotated.measurements}};
}

Json annotations_json(const std::vector<Annotated>& annotations) {
  Json json = Json::array();
  for (const auto& each : annotations) json.push_back(annotation_json(each));
  return json;
}

Json measurements_json(const assess::ColumnCounts& counts) {
  return {{"soa", counts.soa},
          {"correctness", counts.correctness},
          {"repeated", counts.repeated},
          {"intercepted", counts.intercepted},
          {"outside", counts.outside},
          {"excluded", counts.excluded}};
}

Json log_json(const LogCounts& log) {
  return {
      {"batches", log.batches},
      {"measurements", log.measurements},
      {"batches_left_out",
       {{"not_acknowledged", log.not_acknowledged},
        {"not_signed", log.not_signed},
        {"unreadable", log.unreadable},
        {"unknown_targets", log.unknown_targets}}},
      {"measurements_left_out", {{"not_attested", log.not_attested}, {"cut_off", log.cut_off}}}};
}

Json sources_json(const std::vector<MonthSource>& sources) {
  Json json = Json::array();
  for (const auto& source : sources) {
    auto& one = json.emplace_back(Json{{"kind", name_of(source.kind)}});
    if (!source.log) continue;
    one["origin"] = source.log->origin;
    one["entries"] = source.log->tree.size;
    one["root"] = to_base64(source.log->tree.root);
  }
  return json;
}

}  // namespace

void print_json(std::ostream& out, const MonthReport& report) {
  const auto& figures = report.figures;
  Json json{{"month", figures.month.to_text()},
            {"rsis", figures.rsis.size()},
            {"k", figures.needed},
            {"vantage_points", figures.vantage_points.size()},
            {"vps", figures.vantage_points},
            {"publications", figures.publications.size()},
            {"measurements", measurements_json(figures.counts)},
            {"decides", "with_exclusions"},
            {"annotations", annotations_json(report.annotations)},
            {"rss", rss_json(figures.rss, report.whole.rss)},
            {"rsi", rsis_json(report)}};
  json["from"] = sources_json(report.sources);
  if (report.log) json["log"] = log_json(*report.log);
  for (const auto& [name, why] : report.refused) {
    json["log"]["refused_zones"].push_back({{"zone", name}, {"why", why}});
  }
  if (report.others) {
    json["log"]["other_plans"] = {{"batches", report.others->batches},
                                  {"not_acknowledged", report.others->not_acknowledged},
                                  {"not_signed", report.others->not_signed}};
  }
  out << text_of(json, no_indent) << "\n";
}

std::string operator_json(const MonthReport& report, std::size_t rsi) {
  const auto& figures = report.figures;
  const Json json{{"month", figures.month.to_text()},
                  {"rsi", std::string(1, figures.rsis[rsi].rsi)},
                  {"vantage_points", figures.vantage_points.size()},
                  {"vps", figures.vantage_points},
                  {"annotations", annotations_json(report.annotations)},
                  {"from", sources_json(report.sources)},
                  {"figures", rsi_json(figures.rsis[rsi], report.whole.rsis[rsi])}};
  return text_of(json, 1) + "\n";
}

}  // namespace tocsin::audit
