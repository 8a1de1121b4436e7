#include "audit/month_report.h"

#include <algorithm>

#include "core/base/base64.h"

namespace tocsin::audit {

using assess::Figure;
using assess::FigureVerdict;

std::string_view name_of(MonthSource::Kind kind) {
  constexpr std::string_view names[] = {"measurements", "log", "columns"};
  return names[static_cast<std::size_t>(kind)];
}

std::string source_text(const MonthSource& source) {
  if (!source.log) return "From measurements in files.";
  const auto& [origin, tree] = *source.log;
  const auto log = "the log " + origin + " with " + std::to_string(tree.size) +
                   " entries and the root " + to_base64(tree.root);
  if (source.kind == MonthSource::Kind::log) return "From " + log + ".";
  return "From stored verdict columns, which are no evidence: made from " + log +
         ", no reply judged again.";
}

std::string others_text(const LogCounts& others) {
  return std::to_string(others.batches) + " batches of other plans, of them " +
         std::to_string(others.not_acknowledged) + " not acknowledged and " +
         std::to_string(others.not_signed) + " not signed by their probes";
}

std::string refused_text(const RefusedZone& zone) {
  return "Root zone " + zone.name + " in the log, by which nothing was judged: " + zone.why;
}

bool MonthReport::leaves_out() const {
  return std::ranges::any_of(annotations, [](const auto& each) { return !each.left_out.empty(); });
}

FigureVerdict verdict_of(const assess::RsiFigures& rsi) {
  std::vector<FigureVerdict> verdicts{rsi.correctness.verdict(), rsi.publication_latency.verdict()};
  for (const auto& figure : rsi.availability) verdicts.push_back(figure.verdict());
  for (const auto& figure : rsi.latency) verdicts.push_back(figure.verdict());
  const auto any = [&](FigureVerdict verdict) {
    return std::ranges::find(verdicts, verdict) != verdicts.end();
  };
  if (any(FigureVerdict::fail)) return FigureVerdict::fail;
  if (any(FigureVerdict::inconclusive)) return FigureVerdict::inconclusive;
  if (!any(FigureVerdict::pass)) return FigureVerdict::no_data;
  return any(FigureVerdict::no_data) ? FigureVerdict::inconclusive : FigureVerdict::pass;
}

std::string portion_text(const Annotated& annotated) {
  std::string text;
  for (const auto& vp : annotated.vps) text += (text.empty() ? "" : " ") + vp;
  if (text.empty()) text = "every vantage point";
  text += annotated.letters.empty() ? ", every letter" : ", letters " + annotated.letters;
  return text + ", " + to_rfc3339(annotated.from) + " until " + to_rfc3339(annotated.until);
}

std::string effect_text(const Annotated& annotated) {
  if (annotated.effect == record::Effect::remark) return "remark";
  if (annotated.left_out.empty()) return "not left out";
  return std::to_string(annotated.measurements) + " measurements left out";
}

std::string whose_text(const Annotated& annotated) {
  return annotated.whose.empty() ? "nobody named" : annotated.whose;
}

}  // namespace tocsin::audit
