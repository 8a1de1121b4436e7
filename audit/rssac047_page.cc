#include "audit/rssac047_page.h"

#include <array>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

#include "audit/figure_text.h"
#include "core/base/utf8.h"
#include "core/bundle/html.h"

namespace tocsin::audit {
namespace {

using assess::Figure;
using assess::paths;
using Cells = std::vector<std::string>;

struct Table {
  std::string title;
  Cells heads;
  std::vector<Cells> rows;
};

struct Content {
  std::string title;
  std::vector<std::string> sentences;
  std::vector<Table> tables;
};

std::string named(std::string_view metric, std::size_t path) {
  return std::string(metric) + " " + std::string(name_of(paths[path]));
}

Cells row_of(const std::string& name, const Figure& figure) {
  return {name,
          std::string(name_of(figure.verdict())),
          value_text(figure),
          threshold_text(figure),
          bounds_text(figure),
          std::to_string(figure.count)};
}

Table system_table(const std::string& title, const assess::RssFigures& rss) {
  Table table{title,
              {"Metric", "Verdict", "Value", "Threshold", "With all that is missing", "Measured"},
              {}};
  for (std::size_t i = 0; i < paths.size(); ++i) {
    table.rows.push_back(row_of(named("availability", i), rss.availability[i]));
  }
  for (std::size_t i = 0; i < paths.size(); ++i) {
    table.rows.push_back(row_of(named("latency", i), rss.latency[i].pooled));
    table.rows.push_back(row_of("by interval, not deciding", rss.latency[i].intervals));
  }
  table.rows.push_back(row_of("correctness", rss.correctness));
  table.rows.push_back(row_of("publication latency", rss.publication_latency));
  return table;
}

template <class FigureOf>
Cells verdicts(const std::string& name,
               const std::vector<assess::RsiFigures>& rsis,
               const FigureOf& figure_of) {
  Cells cells{name};
  for (const auto& rsi : rsis) cells.emplace_back(name_of(figure_of(rsi).verdict()));
  return cells;
}

Table letters_table(const std::string& title, const std::vector<assess::RsiFigures>& rsis) {
  Table table{title, {"Metric"}, {}};
  for (const auto& rsi : rsis) table.heads.emplace_back(1, rsi.rsi);
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const auto of = [i](const auto& rsi) { return rsi.availability[i]; };
    table.rows.push_back(verdicts(named("availability", i), rsis, of));
  }
  for (std::size_t i = 0; i < paths.size(); ++i) {
    const auto of = [i](const auto& rsi) { return rsi.latency[i]; };
    table.rows.push_back(verdicts(named("latency", i), rsis, of));
  }
  const auto correctness = [](const auto& rsi) { return rsi.correctness; };
  const auto publication = [](const auto& rsi) { return rsi.publication_latency; };
  table.rows.push_back(verdicts("correctness", rsis, correctness));
  table.rows.push_back(verdicts("publication latency", rsis, publication));
  return table;
}

std::string log_sentence(const LogCounts& log) {
  const auto batches = log.not_acknowledged + log.not_signed + log.unreadable + log.unknown_targets;
  return "Of " + std::to_string(log.batches) + " batches in the log " + std::to_string(batches) +
         " are left out, and " + std::to_string(log.not_attested) +
         " measurements that no country vouches for, and " + std::to_string(log.cut_off) +
         " of probes that were cut off.";
}

Table annotations_table(const std::vector<Annotated>& annotations) {
  Table table{"Exclusions and remarks", {"Effect", "Of what", "By", "Whose word", "Why"}, {}};
  for (const auto& each : annotations) {
    table.rows.push_back(
        {effect_text(each), portion_text(each), each.by, whose_text(each), each.why});
  }
  return table;
}

Table replies_table(const MonthReport& report) {
  Table table{"Replies of operators", {"Letter", "Verdict", "By", "From", "Until", "Reply"}, {}};
  for (const auto& rsi : report.figures.rsis) {
    for (const auto& each : report.annotations) {
      if (each.replies_for.find(rsi.rsi) == std::string::npos) continue;
      table.rows.push_back({std::string(1, rsi.rsi),
                            std::string(name_of(verdict_of(rsi))),
                            each.by,
                            to_rfc3339(each.from),
                            to_rfc3339(each.until),
                            each.why});
    }
  }
  return table;
}

std::vector<Table> tables_of(const MonthReport& report) {
  const std::string system = "Root server system";
  const std::string letters = "Root server identifiers";
  const std::string not_deciding = ", without exclusions: not deciding";
  std::vector<Table> tables{system_table(system, report.figures.rss),
                            letters_table(letters, report.figures.rsis),
                            replies_table(report),
                            annotations_table(report.annotations)};
  if (report.leaves_out()) {
    tables.push_back(system_table(system + not_deciding, report.whole.rss));
    tables.push_back(letters_table(letters + not_deciding, report.whole.rsis));
  }
  std::erase_if(tables, [](const Table& table) { return table.rows.empty(); });
  return tables;
}

// A name is whatever somebody's file has.
std::string vantage_points_sentence(const std::vector<std::string>& names) {
  std::string text = "Vantage points:";
  for (const auto& name : names) {
    text += (text.back() == ':' ? " " : ", ") + (is_line(name) ? name : "(no text)");
  }
  return text +
         ". Section 3 asks for about 20, in data centres of different metropolitan areas and "
         "spread evenly over five regions: whether these are is for whoever publishes this to say.";
}

Content content_of(const MonthReport& report) {
  const auto& figures = report.figures;
  const auto& counts = figures.counts;
  Content content{"RSSAC047v2, " + figures.month.to_text(), {}, {}};
  content.sentences.push_back(std::to_string(figures.rsis.size()) + " RSIs, of which k = " +
                              std::to_string(figures.needed) + " are needed; " +
                              std::to_string(figures.vantage_points.size()) + " vantage points; " +
                              std::to_string(figures.publications.size()) + " zones published.");
  if (!figures.vantage_points.empty()) {
    content.sentences.push_back(vantage_points_sentence(figures.vantage_points));
  }
  content.sentences.push_back(
      std::to_string(counts.soa) + " SOA and " + std::to_string(counts.correctness) +
      " correctness measurements; left out: " + std::to_string(counts.repeated) + " repeated, " +
      std::to_string(counts.outside) + " of other months, " + std::to_string(counts.intercepted) +
      " intercepted, " + std::to_string(counts.excluded) + " excluded.");
  for (const auto& source : report.sources) content.sentences.push_back(source_text(source));
  if (report.log) content.sentences.push_back(log_sentence(*report.log));
  if (report.others) {
    content.sentences.push_back("Checked too: " + others_text(*report.others) + ".");
  }
  for (const auto& zone : report.refused) content.sentences.push_back(refused_text(zone) + ".");
  content.sentences.emplace_back(
      "Inconclusive: what is missing could turn the verdict. No-data: nothing was measured.");
  content.tables = tables_of(report);
  return content;
}

// Some cells are texts of others: in CommonMark a backslash makes any punctuation plain.
std::string plain_markdown(std::string_view text) {
  constexpr std::string_view special = "\\`*{}[]<>#|!~&$";
  std::string markdown;
  for (const char c : text) {
    if (special.find(c) != std::string_view::npos) markdown += '\\';
    markdown += c;
  }
  return markdown;
}

void print_markdown(std::ostream& out, const Cells& cells) {
  out << "|";
  for (const auto& cell : cells) out << " " << plain_markdown(cell) << " |";
  out << "\n";
}

void print_markdown(std::ostream& out, const Content& content) {
  out << "# " << content.title << "\n";
  for (const auto& sentence : content.sentences) out << "\n" << plain_markdown(sentence) << "\n";
  for (const auto& table : content.tables) {
    out << "\n## " << table.title << "\n\n";
    print_markdown(out, table.heads);
    print_markdown(out, Cells(table.heads.size(), "---"));
    for (const auto& row : table.rows) print_markdown(out, row);
  }
}

std::string html_of(const Table& table) {
  const std::vector<std::string_view> heads(table.heads.begin(), table.heads.end());
  std::vector<bundle::Row> rows;
  for (const auto& cells : table.rows) {
    auto& row = rows.emplace_back();
    for (const auto& cell : cells) row.push_back(bundle::escaped(cell));
  }
  return bundle::element("h2", bundle::escaped(table.title)) + bundle::table(heads, rows);
}

void print_html(std::ostream& out, const Content& content) {
  const auto title = bundle::escaped(content.title);
  out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      << "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src &#39;none&#39;; "
      << "style-src &#39;unsafe-inline&#39;\">\n"
      << bundle::element("title", title)
      << "<style>body{font:10pt/1.4 sans-serif;max-width:26cm;margin:1cm auto;padding:0 5mm}"
      << "table{border-collapse:collapse;font-size:9pt}th,td{border-bottom:1px solid #bbb;"
      << "padding:1px 6px;text-align:left}</style>\n</head>\n<body>\n"
      << bundle::element("h1", title);
  for (const auto& sentence : content.sentences) {
    out << bundle::element("p", bundle::escaped(sentence));
  }
  for (const auto& table : content.tables) out << html_of(table);
  out << "</body>\n</html>\n";
}

}  // namespace

void print_page(std::ostream& out, Page form, const MonthReport& report) {
  const auto content = content_of(report);
  form == Page::html ? print_html(out, content) : print_markdown(out, content);
}

}  // namespace tocsin::audit
