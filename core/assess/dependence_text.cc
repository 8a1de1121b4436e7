#include "core/assess/dependence_text.h"

#include <cmath>
#include <iomanip>
#include <sstream>

namespace tocsin::assess {
namespace {

constexpr int name_width = 80;
constexpr int number_width = 16;
constexpr double noise = 1e-6;  // of sums of thirds and the like

// Cut off after two decimals and never rounded up: 7.999 letters are not 8.
std::string number_text(double value) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(2) << std::floor(value * 100 + noise) / 100;
  auto text = out.str();
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string span_text(const Span& span, double less, double times) {
  const auto low = number_text((span.low - less) * times);
  const auto high = number_text((span.high - less) * times);
  return low == high ? low : low + " to " + high;
}

std::string name_text(const Withdrawal& withdrawal) {
  if (withdrawal.kind == Withdrawn::nothing) return "today";
  std::string text = "without " + withdrawal.name;
  if (withdrawal.letters != 0) text += " (" + letters_text(withdrawal.letters) + ")";
  if (withdrawal.zone_maintainer) text += " *";
  if (withdrawal.trust_anchor) text += " +";
  return text;
}

void print_row(std::ostream& out, const Withdrawal& withdrawal, double needed) {
  const auto& left = withdrawal.left;
  out << "  " << std::left << std::setw(name_width) << name_text(withdrawal) + " "
      << std::setw(number_width) << span_text(left.letters, 0, 1) << std::setw(number_width)
      << span_text(left.letters, needed, 1) << std::setw(number_width)
      << span_text(left.worst, needed, 1) << span_text(left.enough, 0, 100) << "\n";
}

std::string head_of(const Dependence& dependence) {
  const bool world = dependence.country.empty();
  const bool by_country = dependence.voice == Voice::country;
  std::string text = world ? "World, one " : dependence.country + ", one ";
  text += by_country ? "country one voice: " : "probe one voice: ";
  if (dependence.voices == 0) text += "not measured, ";
  if (by_country) text += std::to_string(dependence.voices) + " countries, ";
  text += std::to_string(dependence.probes);
  if (dependence.known) text += " of " + std::to_string(*dependence.known);
  return text + " probes";
}

void print_table(std::ostream& out, const Dependence& dependence, double needed) {
  out << std::left << std::setw(name_width + 2) << head_of(dependence) << std::setw(number_width)
      << "letters" << std::setw(number_width) << "margin" << std::setw(number_width) << "worst"
      << "enough, %\n";
  for (const auto& each : dependence.withdrawals) print_row(out, each, needed);
}

}  // namespace

std::string dependence_text(const DependenceReport& report) {
  std::ostringstream out;
  const auto& counts = report.counts;
  const std::chrono::duration<double> window = report.window;
  out << report.parties.letters.size() << " letters, of which " << report.needed
      << " are needed; who runs what as of " << report.parties.as_of << "\n"
      << counts.used << " SOA measurements of the " << number_text(window.count()) << " s up to "
      << to_rfc3339(report.until) << "; " << counts.outside << " of other times left out, "
      << counts.intercepted << " intercepted\n"
      << "The same sum for everybody in the table: it does not say that anybody would withdraw.\n"
      << "margin: letters reached, less those needed; worst: of whoever reaches fewest;\n"
      << "enough: share that reaches as many as are needed.\n"
      << "*: and no new zone is made; +: and no new key is signed\n";
  for (const auto& each : report.of) {
    out << "\n";
    if (each.voices == 0) {
      out << head_of(each) << "\n";
    } else {
      print_table(out, each, report.needed);
    }
  }
  return out.str();
}

}  // namespace tocsin::assess
