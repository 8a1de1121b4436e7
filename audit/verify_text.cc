#include "audit/verify_text.h"

#include <iomanip>
#include <ostream>

namespace tocsin::audit {
namespace {

using assess::MinuteState;

std::string minute_text(WallTime time) {
  return to_rfc3339(time).substr(0, 16) + "Z";
}

void print_outage(std::ostream& out, const assess::Outage& outage, WallTime from) {
  const auto begin = from + std::chrono::minutes(outage.first);
  out << "  OUTAGE " << minute_text(begin) << " to "
      << minute_text(begin + std::chrono::minutes(outage.minutes)) << ": in its weakest minute "
      << outage.lost << " of " << outage.voices << " countries had lost it; it stands without any "
      << outage.spare << " of them\n    throughout:";
  for (const auto& country : outage.countries) out << " " << country;
  out << (outage.countries.empty() ? " none\n" : "\n");
}

void print_country(std::ostream& out, const assess::CountryReach& country) {
  std::array<std::uint32_t, assess::minute_state_count> minutes{};
  for (const auto& run : country.runs) minutes[static_cast<std::size_t>(run.state)] += run.minutes;
  out << "  " << country.country << ": minutes";
  for (std::size_t i = assess::minute_state_count; i-- > 0;) {
    if (minutes[i] > 0) out << " " << name_of(static_cast<MinuteState>(i)) << " " << minutes[i];
  }
  if (country.alone > 0) out << "; " << country.alone << " that nobody else saw lost";
  out << "\n";
}

void print_conclusion(std::ostream& out, const bundle::Claim& claim) {
  const auto& question = claim.question;
  out << "\nBy the countries of your policy, " << question.service << " from "
      << minute_text(question.from) << " to " << minute_text(question.to) << ":\n";
  for (const auto& path : claim.reachability) {
    out << name_of(assess::paths.at(path.path)) << ": "
        << (path.outages.empty() ? "no minute in which more than half of the countries lost it\n"
                                 : "\n");
    for (const auto& outage : path.outages) print_outage(out, outage, question.from);
    for (const auto& country : path.countries) print_country(out, country);
  }
  const auto& counts = claim.counts;
  out << counts.measurements << " measurements count; left out: " << counts.not_attested
      << " not attested, " << counts.line_dead << " of a dead line, " << counts.intercepted
      << " intercepted; batches " << counts.contradicted << " contradicted, " << counts.undated
      << " undated\n";
}

}  // namespace

void print_text(std::ostream& out, const BundleAudit& audit) {
  print_text(out, audit.ladder);
  if (audit.concluded) print_conclusion(out, *audit.concluded);
  out << (all_hold(audit.ladder) ? "\nAll that your policy asks for holds.\n"
                                 : "\nNOT all that your policy asks for holds.\n");
}

}  // namespace tocsin::audit
