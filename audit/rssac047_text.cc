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
      << " RSIs, k = " << figures.needed << ", " << figures.vantage_points << " vantage points, "
      << figures.publications.size() << " zones published\n"
      << counts.soa << " SOA and " << counts.correctness << " correctness measurements; "
      << counts.repeated << " repeated and " << counts.outside << " of other months left out, "
      << counts.intercepted << " intercepted\n";
}

void print_rss(std::ostream& out, const assess::RssFigures& rss) {
  out << "\nRoot server system\n";
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

void print_rsis(std::ostream& out, const std::vector<assess::RsiFigures>& rsis) {
  out << "\n" << std::left << std::setw(name_width) << "RSI (?: inconclusive)";
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

void print_text(std::ostream& out, const assess::Rssac047& figures) {
  print_head(out, figures);
  print_rss(out, figures.rss);
  print_rsis(out, figures.rsis);
}

}  // namespace tocsin::audit
