#include "core/bundle/report_context.h"

#include <algorithm>
#include <bit>
#include <span>

#include "core/base/check.h"
#include "core/bundle/country_names.h"

namespace tocsin::bundle {
namespace {

// Unicode's LEFT-TO-RIGHT ISOLATE and POP DIRECTIONAL ISOLATE, which a <title> takes as well.
constexpr std::string_view isolate = "\xe2\x81\xa6";
constexpr std::string_view end_of_isolate = "\xe2\x81\xa9";

std::uint32_t minutes_of(const Question& question) {
  check(check_question(question).has_value(), "a report is of a question");
  return static_cast<std::uint32_t>((question.to - question.from) / std::chrono::minutes(1));
}

std::vector<Value> needed_of(std::string_view name) {
  const auto service = assess::service_from(name);
  return {{"needed", number(service->needed)},
          {"letters", number(static_cast<unsigned>(std::popcount(service->letters)))}};
}

}  // namespace

ReportContext::ReportContext(const Claim& claim, const Catalogue& catalogue)
    : claim_(claim), catalogue_(catalogue), minutes_(minutes_of(claim.question)) {
  for (const auto& path : claim.reachability) tallies_.push_back(tallies_of(path, minutes_));
}

const std::vector<MinuteTally>& ReportContext::tallies(const assess::PathReach& path) const {
  return tallies_.at(static_cast<std::size_t>(&path - claim_.reachability.data()));
}

std::string ReportContext::isolated(std::string_view text) const {
  if (catalogue_.direction == Direction::left_to_right) return std::string(text);
  return std::string(isolate) + std::string(text) + std::string(end_of_isolate);
}

std::string ReportContext::minute(WallTime time) const {
  auto text = to_rfc3339(time).substr(0, 16);
  std::ranges::replace(text, 'T', ' ');
  return isolated(text);
}

std::string ReportContext::minute(std::uint32_t of_span) const {
  return minute(claim_.question.from + std::chrono::minutes(of_span));
}

std::string ReportContext::second(WallTime time) const {
  auto text = to_rfc3339(time).substr(0, 19);
  std::ranges::replace(text, 'T', ' ');
  return isolated(text);
}

std::string ReportContext::count(const PluralForms& forms, std::uint64_t count) const {
  return filled(forms.*plural_form(catalogue_.language, count), {{"count", number(count)}});
}

std::string ReportContext::of_all(std::uint64_t count, std::uint64_t all) const {
  return filled(texts().of_all, {{"count", number(count)}, {"all", number(all)}});
}

std::string ReportContext::country(std::string_view code) const {
  const auto name = country_name(code, catalogue_.language);
  if (name.empty()) return isolated(code);
  return filled(texts().country, {{"name", std::string(name)}, {"code", isolated(code)}});
}

std::string ReportContext::countries(const std::vector<std::string>& codes,
                                     std::size_t shown_max) const {
  std::vector<std::string> names;
  for (const auto& code : codes) names.push_back(country(code));
  return list(names, shown_max);
}

std::string ReportContext::list(const std::vector<std::string>& all, std::size_t shown_max) const {
  if (all.empty()) return std::string(texts().none);
  std::string text;
  for (const auto& each : std::span(all).first(std::min(all.size(), shown_max))) {
    text += (text.empty() ? "" : std::string(texts().list_comma)) + each;
  }
  if (all.size() <= shown_max) return text;
  return text + std::string(texts().list_comma) + std::string(texts().and_more);
}

std::string ReportContext::path(const assess::PathReach& path) const {
  const auto& [family, transport] = assess::paths.at(path.path);
  return isolated(std::string(family == plan::Family::v4 ? "IPv4" : "IPv6") +
                  (transport == record::Transport::udp ? " UDP" : " TCP"));
}

std::string ReportContext::service() const {
  const auto& name = claim_.question.service;
  if (name == "root") return root();
  return filled(texts().letter, {{"letter", isolated(name.substr(name.size() - 1))}});
}

std::string ReportContext::root() const {
  return filled(texts().root, needed_of("root"));
}

std::string ReportContext::with_span(std::string_view text) const {
  return filled(text, {{"from", minute(claim_.question.from)}, {"to", minute(claim_.question.to)}});
}

std::string_view ReportContext::word(Corroboration corroboration) const {
  return texts().words.at(static_cast<std::size_t>(corroboration));
}

std::string ReportContext::rest_of(std::size_t all, std::size_t shown) const {
  if (all == shown) return {};
  return paragraph(filled(texts().more, {{"count", number(all - shown)}}));
}

std::string heading(std::string_view text) {
  return element("h2", escaped(text)) + "\n";
}

std::string paragraph(std::string_view text) {
  return element("p", escaped(text)) + "\n";
}

std::string number(std::uint64_t value) {
  return std::to_string(value);
}

}  // namespace tocsin::bundle
