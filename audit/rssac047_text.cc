#include "audit/rssac047_text.h"

#include <iomanip>
#include <ostream>

#include "audit/figure_text.h"

namespace tocsin::audit {
namespace {

using assess::Figure;
using assess::paths;

constexpr int name_width = 28;
constexpr int verdict_width = 14;
constexpr int value_width = 14;
constexpr int threshold_width = 22;
constexpr int letter_width = 6;

void print_figure(std::ostream& out, const std::string& name, const Figure& figure) {
  out << std::left << std::setw(name_width) << name << std::setw(verdict_width)
      << name_of(figure.verdict()) << std::setw(value_width) << value_text(figure)
      << std::setw(threshold_width) << threshold_text(figure) << bounds_text(figure) << ", "
      << figure.count << " measured\n";
}

std::string named(std::string_view metric, std::size_t path) {
  return std::string(metric) + " " + std::string(name_of(paths[path]));
}

void print_head(std::ostream& out, const assess::Rssac047& figures) {
  const auto& counts = figures.counts;
  out << "RSSAC047v2, " << figures.month.to_text() << ": " << figures.rsis.size()
      << " RSIs, k = " << figures.needed << ", " << figures.vantage_points.size()
      << " vantage points, " << figures.publications.size() << " zones published\n"
      << counts.soa << " SOA and " << counts.correctness << " correctness measurements; "
      << counts.repeated << " repeated and " << counts.outside << " of other months left out, "
      << counts.intercepted << " intercepted\n";
}

void print_log(std::ostream& out, const LogCounts& log) {
  const auto batches = log.not_acknowledged + log.not_signed + log.unreadable + log.unknown_targets;
  out << "of " << log.batches << " batches in the log " << batches << " left out; "
      << log.not_attested << " measurements that no country vouches for and " << log.cut_off
      << " of probes that were cut off left out\n";
}

constexpr const char* not_deciding = ", without exclusions: not deciding";

void print_annotations(std::ostream& out, const MonthReport& report) {
  if (report.annotations.empty()) return;
  out << "\nExclusions and remarks: " << report.figures.counts.excluded
      << " measurements left out, each once\n";
  for (const auto& each : report.annotations) {
    out << effect_text(each) << ": " << portion_text(each) << "; " << each.by << " ("
        << whose_text(each) << "): " << each.why << "\n";
  }
}

void print_replies(std::ostream& out, const MonthReport& report) {
  for (const auto& rsi : report.figures.rsis) {
    for (const auto& each : report.annotations) {
      if (each.replies_for.find(rsi.rsi) == std::string::npos) continue;
      out << rsi.rsi << ": " << name_of(verdict_of(rsi)) << "; " << each.by << " replies, on "
          << to_rfc3339(each.from) << " until " << to_rfc3339(each.until) << ": " << each.why
          << "\n";
    }
  }
}

void print_rss(std::ostream& out, const std::string& title, const assess::RssFigures& rss) {
  out << "\n" << title << "\n";
  for (std::size_t i = 0; i < paths.size(); ++i) {
    print_figure(out, named("availability", i), rss.availability[i]);
  }
  for (std::size_t i = 0; i < paths.size(); ++i) {
    print_figure(out, named("latency", i), rss.latency[i].pooled);
    print_figure(out, "  by interval, not deciding", rss.latency[i].intervals);
  }
  print_figure(out, "correctness", rss.correctness);
  print_figure(out, "publication latency", rss.publication_latency);
}

template <class FigureOf>
void print_row(std::ostream& out,
               const std::string& name,
               const std::vector<assess::RsiFigures>& rsis,
               const FigureOf& figure_of) {
  constexpr std::string_view marks[] = {"pass", "FAIL", "?", "-"};
  out << std::left << std::setw(name_width) << name;
  for (const auto& rsi : rsis) {
    out << std::setw(letter_width) << marks[static_cast<std::size_t>(figure_of(rsi).verdict())];
  }
  out << "\n";
}

void print_rsis(std::ostream& out,
                const std::string& title,
                const std::vector<assess::RsiFigures>& rsis) {
  out << "\n" << title << "\n" << std::left << std::setw(name_width) << "RSI (?: inconclusive)";
  for (const auto& rsi : rsis) out << std::setw(letter_width) << rsi.rsi;
  out << "\n";
  for (std::size_t i = 0; i < paths.size(); ++i) {
    print_row(
        out, named("availability", i), rsis, [i](const auto& r) { return r.availability[i]; });
  }
  for (std::size_t i = 0; i < paths.size(); ++i) {
    print_row(out, named("latency", i), rsis, [i](const auto& r) { return r.latency[i]; });
  }
  print_row(out, "correctness", rsis, [](const auto& r) { return r.correctness; });
  print_row(out, "publication latency", rsis, [](const auto& r) { return r.publication_latency; });
}

}  // namespace

void print_text(std::ostream& out, const MonthReport& report) {
  const std::string system = "Root server system";
  const std::string letters = "Root server identifiers";
  print_head(out, report.figures);
  for (const auto& source : report.sources) out << source_text(source) << "\n";
  if (report.log) print_log(out, *report.log);
  if (report.others) out << others_text(*report.others) << "\n";
  for (const auto& zone : report.refused) out << refused_text(zone) << "\n";
  print_annotations(out, report);
  print_rss(out, system, report.figures.rss);
  if (report.leaves_out()) print_rss(out, system + not_deciding, report.whole.rss);
  print_rsis(out, letters, report.figures.rsis);
  print_replies(out, report);
  if (report.leaves_out()) print_rsis(out, letters + not_deciding, report.whole.rsis);
}

}  // namespace tocsin::audit
