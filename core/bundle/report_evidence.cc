#include "core/bundle/report_evidence.h"

#include <algorithm>
#include <span>

#include "core/base/hex.h"
#include "core/crypto/public_key_text.h"

namespace tocsin::bundle {
namespace {

// So much is shown; the rest is counted, and is in claim.json.
constexpr std::size_t probes_max = 500;
constexpr std::size_t silences_max = 3;  // of a probe
constexpr std::size_t keys_max = 300;    // there are 249 countries

constexpr std::string_view audit_command = "tocsin-audit verify BUNDLE.zip --policy YOUR-POLICY";
constexpr std::string_view script_command = "bash YOUR-VERIFY.SH LOG-KEY WITNESS-KEY...";

// "1:02:03"
std::string duration_text(Duration duration) {
  const auto seconds = std::chrono::floor<std::chrono::seconds>(duration).count();
  const auto two = [](auto n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return std::to_string(seconds / 3600) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
}

std::string method(const ReportContext& context) {
  const auto& texts = context.texts();
  const auto& claim = context.claim();
  const auto question =
      filled(texts.method_question,
             {{"service", context.service()},
              {"from", context.minute(claim.question.from)},
              {"to", context.minute(claim.question.to)},
              {"minutes", context.count(context.counted().minutes, context.minutes())},
              {"plan", context.isolated(claim.question.plan)},
              {"log", context.isolated(claim.log)}});
  return heading(texts.method) + paragraph(question) +
         paragraph(filled(texts.method_is, {{"method", context.isolated(claim_method)}})) +
         paragraph(texts.method_signs);
}

std::string silences(const ProbeAccount& probe, const ReportContext& context) {
  auto html = duration_text(probe.silent);
  const auto shown = std::min(probe.silences.size(), silences_max);
  for (const auto& silence : std::span(probe.silences).first(shown)) {
    html += "<br>" + escaped(filled(context.texts().from_to,
                                    {{"from", context.second(silence.from)},
                                     {"to", context.second(silence.to)}}));
  }
  if (shown < probe.silences.size()) html += "<br>" + escaped(context.texts().and_more);
  return html;
}

std::string missing(const ProbeAccount& probe, const ReportTexts& texts) {
  if (probe.missing == 0) return "0";
  return escaped(filled(
      texts.missing, {{"missing", number(probe.missing)}, {"explained", number(probe.explained)}}));
}

Row probe_row(const ProbeAccount& probe, const ReportContext& context) {
  const auto& texts = context.texts();
  const bool vouched = !probe.country.empty();
  const auto network = filled(texts.network, {{"asn", number(probe.asn)}, {"name", probe.network}});
  return {foreign(probe.name),
          foreign(to_hex(probe.id)),
          escaped(vouched ? context.country(probe.country) : std::string(texts.none)),
          vouched ? foreign(network) : "",
          number(probe.batches),
          missing(probe, texts),
          number(probe.broken),
          silences(probe, context)};
}

std::string probes(const ReportContext& context) {
  const auto& texts = context.texts();
  const auto& all = context.claim().probes;
  std::vector<Row> rows;
  for (const auto& probe : std::span(all).first(std::min(all.size(), probes_max))) {
    rows.push_back(probe_row(probe, context));
  }
  return heading(texts.probes) + paragraph(texts.probes_are) + table(texts.probes_heads, rows) +
         context.rest_of(all.size(), rows.size());
}

std::string newest(const ReportContext& context) {
  const auto& claim = context.claim();
  if (claim.counts.batches == 0) return {};
  return paragraph(filled(context.texts().newest, {{"time", context.second(claim.newest)}}));
}

std::string left_out(const ReportContext& context) {
  const auto& texts = context.texts();
  const auto& counts = context.claim().counts;
  const std::pair<std::string_view, std::uint64_t> lines[] = {
      {texts.counted_batches, counts.batches},
      {texts.not_signed, counts.not_signed},
      {texts.contradicted, counts.contradicted},
      {texts.undated, counts.undated},
      {texts.without_payload, counts.without_payload},
      {texts.unreadable, counts.unreadable},
      {texts.unknown_targets, counts.unknown_targets},
      {texts.counted_measurements, counts.measurements},
      {texts.not_attested, counts.not_attested},
      {texts.line_dead, counts.line_dead},
      {texts.intercepted, counts.intercepted},
  };
  std::vector<Row> rows;
  for (const auto& [what, count] : lines) rows.push_back({escaped(what), number(count)});
  return heading(texts.left_out) + paragraph(texts.left_out_are) + newest(context) +
         table(texts.left_out_heads, rows);
}

std::string keys(const ReportContext& context) {
  const auto& texts = context.texts();
  const auto& countries = context.claim().countries;
  std::vector<Row> rows;
  for (const auto& [country, key] : countries) {
    if (rows.size() == keys_max) break;
    rows.push_back({escaped(context.country(country)), foreign(crypto::to_text(key))});
  }
  return heading(texts.keys) + paragraph(texts.keys_are) + table(texts.keys_heads, rows) +
         context.rest_of(countries.size(), rows.size());
}

// No earlier than it was.
std::string rounded_up(WallTime time, const ReportContext& context) {
  return context.second({std::chrono::ceil<std::chrono::seconds>(time.since_epoch)});
}

std::string stamps(const ReportContext& context) {
  const auto& texts = context.texts();
  const auto& all = context.claim().stamps;
  if (all.empty()) return heading(texts.stamps) + paragraph(texts.not_stamped);
  std::vector<Row> rows;
  for (const auto& stamp : std::span(all).first(std::min(all.size(), authorities_max))) {
    rows.push_back({foreign(stamp.authority), escaped(rounded_up(stamp.at, context))});
  }
  const auto count = context.count(context.counted().authorities, all.size());
  return heading(texts.stamps) + paragraph(filled(texts.stamped_by, {{"authorities", count}})) +
         table(texts.stamps_heads, rows) + context.rest_of(all.size(), rows.size());
}

std::string command(std::string_view line) {
  return "<pre dir=\"ltr\">" + escaped(line) + "</pre>\n";
}

std::string how_to_verify(const ReportTexts& texts) {
  return heading(texts.verify) + paragraph(texts.verify_audit) + command(audit_command) +
         paragraph(texts.verify_script) + command(script_command) + paragraph(texts.verify_own);
}

}  // namespace

std::string report_evidence(const ReportContext& context) {
  return method(context) + probes(context) + left_out(context) + keys(context) + stamps(context) +
         how_to_verify(context.texts());
}

}  // namespace tocsin::bundle
