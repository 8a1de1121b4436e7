#include "core/bundle/report.h"

#include "core/bundle/report_evidence.h"
#include "core/bundle/report_figures.h"
#include "core/bundle/report_summary.h"

namespace tocsin::bundle {
namespace {

// In print .sheet is a table whose head every browser repeats on each page.
constexpr std::string_view style =
    "body{font:10pt/1.4 sans-serif;max-width:19cm;margin:1cm auto;padding:0 5mm;color:#111}"
    "h1{font-size:16pt;margin:0}h2{font-size:12pt;margin:1.5em 0 .3em;break-after:avoid}"
    "dt{font-weight:bold;margin-top:.6em;break-after:avoid}dd{margin:0}"
    "table{border-collapse:collapse;width:100%;font-size:8pt}"
    "th,td{border-bottom:1px solid #bbb;padding:1px 4px;text-align:start;vertical-align:top;"
    "overflow-wrap:break-word}bdi{overflow-wrap:anywhere}thead{display:table-header-group}tr{break-"
    "inside:avoid}"
    "pre{background:#eee;padding:4px;white-space:pre-wrap}"
    ".warning{border:2px solid #111;padding:4px 8px}"
    ".unreviewed p{text-align:center;margin:0 0 2mm;font-size:8pt;border-bottom:1px solid #111}"
    "svg{width:6cm;height:5mm;border-bottom:1px solid #888;print-color-adjust:exact;"
    "-webkit-print-color-adjust:exact}svg.chart{width:15cm;height:15mm}"
    "@page{size:A4;margin:15mm}@media print{body{margin:0;padding:0;max-width:none}"
    ".sheet{display:table;width:100%}.unreviewed{display:table-header-group}}";
// Nothing is fetched and nothing runs, whatever the page should hold.
constexpr std::string_view policy = "default-src 'none'; style-src 'unsafe-inline'";

std::string head(std::string_view title) {
  return "<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
         "content=\"" +
         escaped(policy) + "\">\n" + element("title", escaped(title)) + "\n" +
         element("style", style) + "\n</head>\n";
}

std::string_view direction_of(const Catalogue& catalogue) {
  return catalogue.direction == Direction::right_to_left ? "rtl" : "ltr";
}

std::string mark(const Catalogue& catalogue) {
  if (!catalogue.reviewed_by.empty()) return {};
  return "<div class=\"unreviewed\">" + paragraph(catalogue.texts.unreviewed) + "</div>\n";
}

}  // namespace

std::string report_html(const Claim& claim, const Catalogue& catalogue) {
  const ReportContext context(claim, catalogue);
  const auto& texts = catalogue.texts;
  const auto title = filled(texts.title, {{"service", context.service()}});
  return "<!DOCTYPE html>\n<html lang=\"" + escaped(tag_of(catalogue.language)) + "\" dir=\"" +
         std::string(direction_of(catalogue)) + "\">\n" + head(title) +
         "<body>\n<div class=\"sheet\">\n" + mark(catalogue) + "<div>\n" +
         element("h1", escaped(title)) + "\n" + paragraph(context.with_span(texts.title_span)) +
         "<p class=\"warning\">" + escaped(texts.warning) + "</p>\n" + report_summary(context) +
         report_figures(context) + report_evidence(context) + "</div>\n</div>\n</body>\n</html>\n";
}

}  // namespace tocsin::bundle
